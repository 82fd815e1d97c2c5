"use client";

import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";

type Props = Readonly<{ id: string; action: (id: string) => Promise<string | null> }>;

export function WithdrawButton({ id, action }: Props) {
  async function withdraw() {
    const problem = await action(id).catch(
      () => "网络或服务暂时不可用，撤回可能没有生效，请重试。",
    );
    if (problem === null) return void toast.success("授权已撤回，对方的下一次查询将被拒绝。");
    toast.error(problem);
    return false;
  }
  return (
    <ConfirmDialog
      trigger={<Button variant="danger-quiet">撤回授权</Button>}
      title="撤回这份授权？"
      description="撤回后，被授权方的下一次查询即被拒绝。撤回不能恢复，如需再次授权请重新签署。进行中的申请可能因此无法继续审查。"
      confirmLabel="确认撤回"
      tone="danger"
      onConfirm={withdraw}
    />
  );
}

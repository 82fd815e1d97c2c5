"use client";

import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";

type Props = Readonly<{
  clientId: string;
  name: string;
  /** The refusal in words, or null when it is done. */
  action: (clientId: string) => Promise<string | null>;
}>;

export function DisableClientButton({ clientId, name, action }: Props) {
  async function disable() {
    const problem = await action(clientId).catch(
      () => "网络或服务暂时不可用，可能没有停用，请刷新后核对。",
    );
    if (problem === null) return void toast.success("已停用。");
    toast.error(problem);
    return false;
  }
  return (
    <ConfirmDialog
      trigger={
        <Button variant="danger-quiet" size="sm">
          停用
        </Button>
      }
      title={`停用“${name}”？`}
      description="立即生效：现有令牌一并失效，已经送达的批次照常处理。停用后不能恢复，需要时请重新登记。"
      confirmLabel="确认停用"
      tone="danger"
      onConfirm={disable}
    />
  );
}

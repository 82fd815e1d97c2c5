"use client";

import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";

type Props = Readonly<{ demandId: string; action: (id: string) => Promise<string | null> }>;

export function CloseDemandButton({ demandId, action }: Props) {
  async function close() {
    const problem = await action(demandId).catch(
      () => "网络或服务暂时不可用，需求可能没有关闭，请刷新后核对。",
    );
    if (problem === null) return void toast.success("需求已关闭。");
    toast.error(problem);
    return false;
  }
  return (
    <ConfirmDialog
      trigger={<Button variant="secondary">关闭需求</Button>}
      title="关闭这项融资需求？"
      description="关闭后不再匹配产品，也不能用它提交新的申请；已提交的申请照常办理。关闭后不能重新打开，需要时请另行发布。"
      confirmLabel="确认关闭"
      onConfirm={close}
    />
  );
}

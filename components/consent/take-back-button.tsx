"use client";

import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";

export type TakeBackAction = (authorisationId: string) => Promise<string | null>;

type Props = Readonly<{ id: string; number: string; action: TakeBackAction }>;

export function TakeBackButton({ id, number, action }: Props) {
  async function takeBack() {
    const problem = await action(id).catch(
      () => "网络或服务暂时不可用，收回可能没有生效，请刷新后核对。",
    );
    if (problem === null) return void toast.success("授权请求已收回。");
    toast.error(problem);
    return false;
  }
  return (
    <ConfirmDialog
      trigger={
        <Button variant="secondary" size="sm">
          收回请求<span className="sr-only"> {number}</span>
        </Button>
      }
      title={`收回授权请求 ${number}？`}
      description="企业将不能再签署这份请求。需要时可从申请重新发起。"
      confirmLabel="确认收回"
      onConfirm={takeBack}
    />
  );
}

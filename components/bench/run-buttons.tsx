"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { BENCH_PATH } from "./labels.ts";

/** The refusal in words, or null when it is done. */
export type RunAction = (id: string) => Promise<string | null>;
export type RepeatAction = (
  id: string,
) => Promise<Readonly<{ problem: string } | { runId: string }>>;

const unreachable = "网络或服务暂时不可用，操作可能没有生效，请刷新后核对。";

export function CancelRunButton({ id, action }: Readonly<{ id: string; action: RunAction }>) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const cancel = () =>
    start(async () => {
      const problem = await action(id).catch(() => unreachable);
      if (problem === null) toast.success("任务已取消。");
      else toast.error(problem);
      router.refresh();
    });
  return (
    <Button variant="secondary" size="sm" pending={pending} onClick={cancel}>
      取消任务
    </Button>
  );
}

type RepeatProps = Readonly<{
  id: string;
  action: RepeatAction;
  /** A look at the columns is followed on the table's own page. */
  stay?: boolean;
}>;

export function RepeatRunButton({ id, action, stay = false }: RepeatProps) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const repeat = () =>
    start(async () => {
      const answer = await action(id).catch(() => ({ problem: unreachable }));
      if ("problem" in answer) toast.error(answer.problem);
      else if (stay) router.refresh();
      else router.push(`${BENCH_PATH}/runs/${answer.runId}`);
    });
  return (
    <Button variant="secondary" size="sm" pending={pending} onClick={repeat}>
      重新运行
    </Button>
  );
}

export function ForgetTableButton({ id, action }: Readonly<{ id: string; action: RunAction }>) {
  async function forget() {
    // Where it is done the action leads away from here.
    const problem = await action(id);
    if (problem === null) return;
    toast.error(problem);
    return false;
  }
  return (
    <ConfirmDialog
      trigger={<Button variant="danger-quiet">删除表格</Button>}
      title="删除这张表格？"
      description="表格内容、各列说明与逐行解释立即删除，正在处理的任务随之取消，不能恢复。已完成的建卡与评估结果保留。"
      confirmLabel="确认删除"
      tone="danger"
      onConfirm={forget}
    />
  );
}

"use client";

import { useRef, type RefObject } from "react";
import { toast } from "sonner";
import { Button, type ButtonProps } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

export type WithdrawAction = (
  asked: Readonly<{ authorisationId: string; reason: string }>,
) => Promise<string | null>;

type Props = Readonly<{
  authorisation: Readonly<{ id: string; number: string; institutionName: string | null }>;
  action: WithdrawAction;
  size?: ButtonProps["size"];
  /** A draft: nothing has begun that could end. */
  unsigned?: boolean;
}>;

export function WithdrawButton({ authorisation, action, size = "md", unsigned = false }: Props) {
  const { id, number, institutionName } = authorisation;
  const verb = unsigned ? "作废" : "撤回";
  const reason = useRef<HTMLTextAreaElement>(null);
  async function withdraw() {
    const asked = { authorisationId: id, reason: reason.current?.value ?? "" };
    const problem = await action(asked).catch(
      () => `网络或服务暂时不可用，${verb}可能没有生效，请刷新后核对。`,
    );
    if (problem === null) {
      const done = institutionName
        ? "授权已撤回，对方的下一次查询将被拒绝。"
        : "已撤回，平台停止评分与匹配。";
      return void toast.success(unsigned ? "授权书已作废。" : done);
    }
    toast.error(problem);
    return false;
  }
  return (
    <ConfirmDialog
      trigger={
        <Button variant="danger-quiet" size={size}>
          {size === "sm" || unsigned ? verb : "撤回授权"}
          {size === "sm" ? <span className="sr-only">授权 {number}</span> : null}
        </Button>
      }
      title={`${verb}授权${unsigned ? "书" : ""} ${number}？`}
      description={
        unsigned ? (
          "这份授权书尚未签署，作废后不能再签，需要时可重新填写。"
        ) : (
          <WithdrawalEffects grantees={institutionName ? [institutionName] : []} />
        )
      }
      confirmLabel={`确认${verb}`}
      tone="danger"
      onConfirm={withdraw}
    >
      {unsigned ? undefined : <ReasonField id={`withdraw-reason-${id}`} reason={reason} />}
    </ConfirmDialog>
  );
}

type ReasonProps = Readonly<{
  id: string;
  reason: RefObject<HTMLTextAreaElement | null>;
}>;

export function ReasonField({ id, reason }: ReasonProps) {
  return (
    <Field id={id} label="撤回原因（选填）" hint="对方可以看到">
      <Textarea ref={reason} rows={2} maxLength={200} />
    </Field>
  );
}

/** What ends with it; no grantee is the platform's own. */
export function WithdrawalEffects({ grantees }: Readonly<{ grantees: readonly string[] }>) {
  const effects =
    grantees.length === 0
      ? ["平台不再为本企业评分、匹配产品", "已提交的申请和给其他机构的授权不受影响"]
      : [
          `${grantees.join("、")}的下一次查询即被拒绝`,
          "此前查得的数据须由对方删除，并向本企业登记删除回执",
          "正在审查的申请可能无法继续",
        ];
  return (
    <>
      <ul className="list-disc space-y-0.5 pl-5">
        {effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <p className="mt-1.5">撤回不能恢复，需要时可重新签署。</p>
    </>
  );
}

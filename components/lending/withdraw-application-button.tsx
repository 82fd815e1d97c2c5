"use client";

import { useRef } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

type Asked = Readonly<{ applicationId: string; seq: number; reason: string }>;
type Props = Readonly<{
  applicationId: string;
  /** The last step that the person sees on this page. */
  seq: number;
  institutionName: string;
  action: (asked: Asked) => Promise<string | null>;
}>;

export function WithdrawApplicationButton(props: Props) {
  const { applicationId, seq, institutionName, action } = props;
  const reason = useRef<HTMLTextAreaElement>(null);

  async function withdraw() {
    const problem = await action({ applicationId, seq, reason: reason.current?.value ?? "" }).catch(
      () => "网络或服务暂时不可用，撤回可能没有生效，请刷新后核对。",
    );
    if (problem === null) return void toast.success("申请已撤回。");
    toast.error(problem);
    return false;
  }

  return (
    <ConfirmDialog
      trigger={<Button variant="danger-quiet">撤回申请</Button>}
      title="撤回这份申请？"
      description={`撤回后不能恢复，${institutionName}将停止审查。同一需求不能再次申请该产品，已签署的授权不受影响，可在“授权管理”另行撤回。`}
      confirmLabel="确认撤回申请"
      tone="danger"
      onConfirm={withdraw}
    >
      <Field id="withdraw-reason" label="撤回原因（选填）">
        <Textarea ref={reason} rows={2} maxLength={200} />
      </Field>
    </ConfirmDialog>
  );
}

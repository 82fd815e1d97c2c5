"use client";

import { useRef } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

type Props = Readonly<{
  authorisationId: string;
  institutionName: string;
  action: (
    asked: Readonly<{ authorisationId: string; reason: string }>,
  ) => Promise<string | null>;
}>;

export function RefuseButton({ authorisationId, institutionName, action }: Props) {
  const reason = useRef<HTMLTextAreaElement>(null);
  async function refuse() {
    const asked = { authorisationId, reason: reason.current?.value ?? "" };
    const problem = await action(asked).catch(
      () => "网络或服务暂时不可用，答复可能没有送达，请刷新后核对。",
    );
    if (problem === null) return void toast.success("已拒绝，对方看不到任何数据。");
    toast.error(problem);
    return false;
  }
  return (
    <ConfirmDialog
      trigger={<Button variant="danger-quiet">拒绝</Button>}
      title="拒绝这项授权请求？"
      description={`${institutionName}看不到任何数据，并会收到您的答复。已提交的申请可能因资料不全无法继续。`}
      confirmLabel="确认拒绝"
      tone="danger"
      onConfirm={refuse}
    >
      <Field id="refuse-reason" label="拒绝原因（选填）" hint="对方可以看到">
        <Textarea ref={reason} rows={2} maxLength={200} />
      </Field>
    </ConfirmDialog>
  );
}

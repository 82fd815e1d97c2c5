"use client";

import { useState } from "react";
import { toast } from "sonner";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

type Left = Readonly<{ authorisations: number; applications: number }>;
export type OffboardAction = (before: FormState<Left>, form: FormData) => Promise<FormState<Left>>;

type Props = Readonly<{
  institution: Readonly<{
    id: string;
    name: string;
    liveAuthorisations: number;
    openRequests: number;
    waitingApplications: number;
    runningLoans: number;
    keptDisclosures: number;
    people: number;
  }>;
  action: OffboardAction;
}>;

/** Cannot be taken back, so the name is typed and the reason written before anything ends. */
export function OffboardDialog({ institution, action }: Props) {
  const { id, name } = institution;
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  // Said here and not when the form is drawn again: by then its row has no dialog any more.
  async function send(before: FormState<Left>, form: FormData) {
    const state = await action(before, form);
    if (state.status === "done") {
      const { authorisations, applications } = state.result;
      toast.success(`${name}已退出：终止授权 ${authorisations} 份，关闭申请 ${applications} 笔。`);
      setOpen(false);
    }
    return state;
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setTyped("");
      }}
    >
      <DialogTrigger asChild>
        <Button variant="danger-quiet" size="sm">
          退出平台<span className="sr-only">：{name}</span>
        </Button>
      </DialogTrigger>
      <DialogContent title={`${name}退出平台`} description="立即生效，不能恢复。" size="md">
        <ActionForm action={send} className="grid gap-4">
          <input type="hidden" name="institutionId" value={id} />
          <Effects institution={institution} />
          <FormField
            id="reason"
            label="退出原因"
            hint="至少 4 个字。相关企业和该机构都能看到"
            required
          >
            <Textarea name="reason" rows={2} maxLength={200} />
          </FormField>
          <Field
            id="typed-name"
            label={
              <>
                请输入机构全称确认：<span className="select-all">{name}</span>
              </>
            }
            required
          >
            <Input
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
          <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <DialogClose asChild>
              <Button variant="secondary">取消</Button>
            </DialogClose>
            <FormSubmit variant="danger" disabled={typed.trim() !== name}>
              确认退出平台
            </FormSubmit>
          </div>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}

function Effects({ institution: one }: Pick<Props, "institution">) {
  const effects = [
    `有效授权 ${one.liveAuthorisations} 份、未答复的授权请求 ${one.openRequests} 项立即终止`,
    `在办申请 ${one.waitingApplications} 笔关闭，产品不再匹配`,
    `仍保存的查询结果 ${one.keptDisclosures} 份须删除`,
    `${one.people} 名人员不能再登录查询`,
    `已放款的 ${one.runningLoans} 笔贷款不受影响，记录保留`,
  ];
  return (
    <div className="bg-danger-soft border-danger-line rounded-lg border p-3.5 text-sm">
      <p className="text-danger font-medium">退出后：</p>
      <ul className="mt-1 list-disc space-y-0.5 pl-5 text-slate-800">
        {effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
    </div>
  );
}

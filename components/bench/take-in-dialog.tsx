"use client";

import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import type { BenchAction } from "./target-form.tsx";

type Props = Readonly<{
  runId: string;
  card: Readonly<{ id: string; name: string; validFrom: string }>;
  action: BenchAction;
}>;

/** Takes a trained card in among the platform's cards, under the name that it shall bear. */
export function TakeInDialog({ runId, card, action }: Props) {
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button>存为草稿</Button>
      </DialogTrigger>
      <DialogContent
        title="存为评分卡草稿"
        description="草稿不参与评分。检查通过后由两人复核发布；所用的列须是平台指标，否则不能发布。"
        size="md"
      >
        <ActionForm action={action} className="grid gap-4" idPrefix="take-in-">
          <input type="hidden" name="runId" value={runId} />
          <FormField id="name" label="名称" required>
            <Input name="name" defaultValue={card.name} maxLength={100} autoComplete="off" />
          </FormField>
          <FormField id="id" label="代号" hint="小写字母、数字和连字符" required>
            <Input name="id" defaultValue={card.id} maxLength={60} autoComplete="off" />
          </FormField>
          <div className="grid gap-4 sm:grid-cols-2">
            <FormField id="version" label="版本" required>
              <Input name="version" inputMode="numeric" defaultValue="1" />
            </FormField>
            <FormField id="validFrom" label="生效日" required>
              <Input name="validFrom" type="date" defaultValue={card.validFrom} />
            </FormField>
          </div>
          <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <DialogClose asChild>
              <Button variant="secondary">取消</Button>
            </DialogClose>
            <FormSubmit>存为草稿</FormSubmit>
          </div>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}

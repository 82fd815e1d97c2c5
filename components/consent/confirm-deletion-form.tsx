"use client";

import type { ReactNode } from "react";
import { toast } from "sonner";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormCheckboxes, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { Deletion } from "#lib/consent/index.ts";

type Props = Readonly<{
  action: (before: FormState<Deletion>, form: FormData) => Promise<FormState<Deletion>>;
  /** The table with a box in each row. */
  children: ReactNode;
}>;

/** The institution's word that what is ticked is deleted. */
export function ConfirmDeletionForm({ action, children }: Props) {
  async function act(before: FormState<Deletion>, form: FormData) {
    const state = await action(before, form);
    // Told here and not after drawing: by then another list stands in place of this one.
    if (state.status === "done") toast.success(wordsFor(state.result));
    return state;
  }
  return (
    <ActionForm action={act} className="grid gap-4">
      <Card>
        <div id="accessIds" tabIndex={-1} className="focus-visible:outline-none">
          {children}
        </div>
        <div className="grid gap-4 border-t p-4 sm:p-5">
          <FormCheckboxes
            id="agreed"
            legend="删除确认"
            hint="确认将作为凭据存证，并告知有关企业，不能撤回。"
            required
          >
            <Checkbox
              name="agreed"
              value="yes"
              label="本机构已删除所选数据的全部副本，包括报告、截图、导出文件与系统中的留存。"
            />
          </FormCheckboxes>
          <div>
            <FormSubmit>确认已删除所选数据</FormSubmit>
          </div>
        </div>
      </Card>
    </ActionForm>
  );
}

const wordsFor = ({ deleted, already, receipt }: Deletion): string =>
  deleted === 0
    ? `所选 ${already} 条此前已确认删除。`
    : `已确认删除 ${deleted} 条，凭据编号 ${receipt ?? ""}。`;

"use client";

import { ActionForm } from "#components/form/action-form.tsx";
import { FormSubmit } from "#components/form/form-field.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { FormAction } from "./sign-form.tsx";

type Props = Readonly<{ action: FormAction; paused: boolean }>;

/** Without it nothing is matched; the way leads through reading and signing. */
export function PlatformNote({ action, paused }: Props) {
  return (
    <Callout
      tone="warning"
      title={paused ? "平台处理授权已暂停" : "平台处理授权未生效"}
      actions={
        <ActionForm action={action}>
          <FormSubmit>{paused ? "查看并恢复" : "重新授权平台处理"}</FormSubmit>
        </ActionForm>
      }
    >
      未授权平台处理数据时，不能评分和匹配产品。该授权只用于评分与匹配，不向任何机构披露。
    </Callout>
  );
}

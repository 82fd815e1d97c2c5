"use client";

import { useState } from "react";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

type Created = Readonly<{ clientId: string; secret: string }>;
type Props = Readonly<{
  choices: Readonly<{ departments: readonly SelectOption[]; institutions: readonly SelectOption[] }>;
  action: (before: FormState<Created>, form: FormData) => Promise<FormState<Created>>;
}>;

/** Lets a program in; its secret is shown this once. */
export function ClientForm({ choices, action }: Props) {
  const [round, setRound] = useState(0);
  return (
    // A form begun anew knows nothing of the secret of the last one.
    <ActionForm key={round} action={action} className="grid gap-5">
      {(state) =>
        state.status === "done" ? (
          <Handed created={state.result} onDone={() => setRound(round + 1)} />
        ) : (
          <>
            <div className="grid gap-5 sm:grid-cols-2">
              <FormField id="name" label="程序名称" hint="例如：税务数据报送程序" required>
                <Input name="name" autoComplete="off" maxLength={40} />
              </FormField>
              <FormField id="organisation" label="所属单位" required>
                <Select name="organisation" placeholder="请选择">
                  <optgroup label="数源部门（推送数据）">
                    {choices.departments.map(({ value, label }) => (
                      <option key={value} value={value}>
                        {label}
                      </option>
                    ))}
                  </optgroup>
                  <optgroup label="金融机构（按授权查询）">
                    {choices.institutions.map(({ value, label }) => (
                      <option key={value} value={value}>
                        {label}
                      </option>
                    ))}
                  </optgroup>
                </Select>
              </FormField>
            </div>
            <FormField
              id="publicKey"
              label="签名公钥"
              hint="SM2 或 Ed25519，SPKI 格式（PEM 或 Base64）。私钥由接入方自行保管，请勿收取。"
              required
            >
              <Textarea
                name="publicKey"
                rows={4}
                className="font-mono text-xs"
                placeholder="-----BEGIN PUBLIC KEY-----"
              />
            </FormField>
            <div>
              <FormSubmit>登记程序</FormSubmit>
            </div>
          </>
        )
      }
    </ActionForm>
  );
}

function Handed({ created, onDone }: Readonly<{ created: Created; onDone: () => void }>) {
  return (
    <Callout
      tone="success"
      title="程序已登记，密钥只显示这一次"
      live
      actions={
        <Button variant="secondary" size="sm" onClick={onDone}>
          已经保存，登记下一个
        </Button>
      }
    >
      <p className="mb-3">请通过可靠途径交给接入方。遗失后无法找回，只能停用并重新登记。</p>
      <DescriptionList
        columns={1}
        items={[
          {
            term: "客户端编号（client_id）",
            detail: <Copyable value={created.clientId} label="客户端编号" />,
          },
          {
            term: "客户端密钥（client_secret）",
            detail: <Copyable value={created.secret} label="客户端密钥" />,
          },
        ]}
      />
    </Callout>
  );
}

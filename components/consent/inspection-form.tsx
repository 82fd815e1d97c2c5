"use client";

import { useState } from "react";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Inspected } from "#lib/consent/index.ts";
import { AccessLogTable } from "./access-log-table.tsx";

type Props = Readonly<{
  institutions: readonly Readonly<{ id: string; name: string }>[];
  from: string;
  to: string;
  action: (before: FormState<Inspected>, form: FormData) => Promise<FormState<Inspected>>;
}>;

/** Single looks appear after a reason was written down, and are gone with the page. */
export function InspectionForm({ institutions, from, to, action }: Props) {
  const [shown, setShown] = useState<Inspected | null>(null);
  return (
    <Card>
      <CardHeader
        title="查阅单笔记录"
        description="限一家机构、一段期间。每次查阅的理由、范围和条数都会留痕，平台运营可见。"
      />
      <CardBody>
        <ActionForm action={action} onDone={setShown} className="grid gap-5">
          <div className="grid gap-5 sm:grid-cols-3">
            <FormField id="institutionId" label="金融机构" required>
              <Select
                name="institutionId"
                placeholder="请选择"
                options={institutions.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </FormField>
            <FormField id="from" label="开始日期" required>
              <Input name="from" type="date" defaultValue={from} max={to} />
            </FormField>
            <FormField id="to" label="结束日期" hint="最多 92 天" required>
              <Input name="to" type="date" defaultValue={to} max={to} />
            </FormField>
          </div>
          <div className="grid gap-5 sm:grid-cols-[1fr_auto] sm:items-start">
            <FormField id="reason" label="查阅理由" hint="至少 4 个字，例如：核查投诉 2026-031" required>
              <Input name="reason" maxLength={200} autoComplete="off" />
            </FormField>
            <FormSubmit className="sm:mt-7">查阅</FormSubmit>
          </div>
        </ActionForm>
      </CardBody>
      {shown === null ? null : (
        <section aria-live="polite" className="border-t">
          <p className="px-4 py-3 text-sm text-slate-700 sm:px-5">
            {shown.institutionName}，{shown.from} 至 {shown.to}：共显示 {shown.lines.length} 条。
            {shown.more ? "还有更多，请缩短期间。" : null}
          </p>
          <AccessLogTable
            rows={shown.lines}
            reader="regulator"
            empty={<EmptyState title="这段期间没有查询" compact />}
          />
        </section>
      )}
    </Card>
  );
}

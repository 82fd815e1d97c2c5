"use client";

import { useRef, useState } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import type { OwnAuthorisation } from "./authorisation-filter.ts";
import { granteeName, purposeName } from "./labels.ts";
import { ReasonField, WithdrawalEffects } from "./withdraw-button.tsx";

export type WithdrawChoice = Readonly<{
  authorisationIds?: readonly string[];
  institutionId?: string;
  purpose?: string;
  item?: string;
  reason: string;
}>;
/** How many were withdrawn, or the refusal in words. */
export type WithdrawManyAction = (
  choice: WithdrawChoice,
) => Promise<Readonly<{ withdrawn: number } | { problem: string }>>;

async function withdrawnTold(action: WithdrawManyAction, choice: WithdrawChoice) {
  const answer = await action(choice).catch(() => ({
    problem: "网络或服务暂时不可用，撤回可能没有生效，请刷新后核对。",
  }));
  if ("problem" in answer) {
    toast.error(answer.problem);
    return false;
  }
  toast.success(`已撤回 ${answer.withdrawn} 份授权。`);
  return true;
}

type BarProps = Readonly<{
  picked: readonly OwnAuthorisation[];
  action: WithdrawManyAction;
  clear: () => void;
}>;

/** Appears with the first tick and stays in sight. */
export function BulkWithdrawBar({ picked, action, clear }: BarProps) {
  const reason = useRef<HTMLTextAreaElement>(null);
  if (picked.length === 0) return null;
  const withdraw = async () => {
    const authorisationIds = picked.map(({ id }) => id);
    const done = await withdrawnTold(action, {
      authorisationIds,
      reason: reason.current?.value ?? "",
    });
    if (done) clear();
    return done;
  };
  return (
    <div
      role="region"
      aria-label="已选授权"
      className="bg-card sticky bottom-0 z-20 flex flex-wrap items-center justify-between gap-3 rounded-b-lg border-t px-4 py-3 sm:px-5 print:hidden"
    >
      <p aria-live="polite">
        已选 <strong className="figures">{picked.length}</strong> 份
      </p>
      <div className="flex gap-2">
        <Button variant="ghost" onClick={clear}>
          取消选择
        </Button>
        <ConfirmDialog
          trigger={<Button variant="danger">批量撤回</Button>}
          title={`撤回这 ${picked.length} 份授权？`}
          description={<WithdrawalEffects grantees={granteesOf(picked)} />}
          confirmLabel={`确认撤回 ${picked.length} 份`}
          tone="danger"
          onConfirm={withdraw}
        >
          <Ending rows={picked} />
          <ReasonField id="bulk-withdraw-reason" reason={reason} />
        </ConfirmDialog>
      </div>
    </div>
  );
}

const granteesOf = (rows: readonly OwnAuthorisation[]) => [
  ...new Set(rows.map(({ institutionName }) => granteeName(institutionName))),
];

/** The very documents that end. */
function Ending({ rows }: Readonly<{ rows: readonly OwnAuthorisation[] }>) {
  return (
    <ul
      aria-label="将撤回的授权"
      tabIndex={0}
      className="mb-4 max-h-44 divide-y overflow-y-auto rounded-md border text-sm"
    >
      {rows.map((row) => (
        <li key={row.id} className="px-3 py-1.5">
          <span className="figures font-medium">{row.number}</span> {granteeName(row.institutionName)}
          <span className="text-muted-foreground"> · {purposeName(row.purpose)}</span>
        </li>
      ))}
    </ul>
  );
}

const kinds = {
  institutionId: "按机构",
  purpose: "按用途",
  item: "按数据项",
} as const;
type Kind = keyof typeof kinds;
const isKind = (text: string): text is Kind => text in kinds;

type ByConditionProps = Readonly<{
  /** What can be withdrawn at all. */
  rows: readonly OwnAuthorisation[];
  /** Their items by name. */
  items: readonly SelectOption[];
  action: WithdrawManyAction;
}>;

/** Withdraws all that one institution, one purpose or one item stands in. */
export function WithdrawByCondition({ rows, items, action }: ByConditionProps) {
  const [kind, setKind] = useState<Kind>("institutionId");
  const [value, setValue] = useState("");
  const reason = useRef<HTMLTextAreaElement>(null);
  if (rows.length === 0) return null;
  const ending = rows.filter((row) => valuesIn[kind](row).includes(value));
  const choices =
    kind === "item"
      ? items
      : [...new Map(rows.map((row) => [valuesIn[kind](row)[0] ?? "", nameOf(row, kind)]))].map(
          ([id, label]) => ({ value: id, label }),
        );
  async function withdraw() {
    if (ending.length === 0) {
      document.getElementById("withdraw-value")?.focus();
      return false;
    }
    const done = await withdrawnTold(action, {
      [kind]: value,
      reason: reason.current?.value ?? "",
    });
    if (done) setValue("");
    return done;
  }
  return (
    <ConfirmDialog
      trigger={<Button variant="secondary">按条件撤回</Button>}
      title="按条件撤回授权"
      description="选定后，符合条件的有效授权全部撤回。平台处理授权不在其中，须单独撤回。"
      confirmLabel={ending.length > 0 ? `确认撤回 ${ending.length} 份` : "请先选择条件"}
      tone="danger"
      onConfirm={withdraw}
    >
      <div className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-[9rem_1fr]">
          <Field id="withdraw-kind" label="方式">
            <Select
              value={kind}
              onChange={(event) => {
                if (isKind(event.target.value)) setKind(event.target.value);
                setValue("");
              }}
              options={Object.entries(kinds).map(([id, label]) => ({ value: id, label }))}
            />
          </Field>
          <Field id="withdraw-value" label="条件">
            <Select
              value={value}
              placeholder="请选择"
              onChange={(event) => setValue(event.target.value)}
              options={choices}
            />
          </Field>
        </div>
        {ending.length > 0 ? (
          <div className="text-muted-foreground text-sm">
            <Ending rows={ending} />
            <WithdrawalEffects grantees={granteesOf(ending)} />
          </div>
        ) : null}
        <ReasonField id="condition-withdraw-reason" reason={reason} />
      </div>
    </ConfirmDialog>
  );
}

const valuesIn: Readonly<Record<Kind, (row: OwnAuthorisation) => readonly string[]>> = {
  institutionId: ({ institutionId }) => [institutionId ?? ""],
  purpose: ({ purpose }) => [purpose],
  item: ({ items }) => items,
};
const nameOf = (row: OwnAuthorisation, kind: "institutionId" | "purpose") =>
  kind === "purpose" ? purposeName(row.purpose) : granteeName(row.institutionName);

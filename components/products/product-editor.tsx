"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Redo2, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useReducer, useState, type KeyboardEvent, type ReactNode } from "react";
import { toast } from "sonner";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { ProductTerms } from "#lib/products/model.ts";
import { countText } from "./count-tables.tsx";
import { edit, startOf } from "./edit-history.ts";
import { toEditor, toSend, type EditorTerms, type FactChoice } from "./editor-state.ts";
import { PreviewPanel, usePreview } from "./preview-panel.tsx";
import { PriceSection } from "./price-section.tsx";
import { RuleBookProvider } from "./rule-book.tsx";
import { RulesSection } from "./rules-section.tsx";
import { BasicsSection, DataSection, PromiseSection, ScopeSection } from "./terms-sections.tsx";
import type { Tree } from "./tree-picker.tsx";

export type SaveAction = (
  before: FormState<{ seen: number }>,
  form: FormData,
) => Promise<FormState<{ seen: number }>>;

type Props = Readonly<{
  id: string;
  /** The number of the last event that stands in what is shown. */
  seen: number;
  terms: ProductTerms;
  facts: readonly FactChoice[];
  regions: Tree;
  industries: Tree;
  items: readonly Readonly<{ id: string; name: string }>[];
  save: SaveAction;
  /** What may follow once everything is saved: submit, discard. */
  steps: ReactNode;
}>;

/** A draft in its sections, with what it says and would do beside it. */
export function ProductEditor(props: Props) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <Editor {...props} />
    </QueryClientProvider>
  );
}

function Editor(props: Props) {
  const { id, regions, industries, items, save, steps } = props;
  const router = useRouter();
  const facts = useMemo(() => new Map(props.facts.map((fact) => [fact.id, fact])), [props.facts]);
  const [history, dispatch] = useReducer(edit<EditorTerms>, props.terms, (first) =>
    startOf(toEditor(first, facts)),
  );
  const [seen, setSeen] = useState(props.seen);
  const [saved, setSaved] = useState(history.present);
  const terms = history.present;
  const sent = useMemo(() => toSend(terms, facts), [terms, facts]);
  const { data: preview, error, isFetching } = usePreview(id, sent);
  const dirty = terms !== saved;
  const change = (part: Partial<EditorTerms>, field: string | null = null) =>
    dispatch({ type: "change", next: { ...terms, ...part }, field });

  /** What was typed while it was on its way is not kept yet. */
  const keep: SaveAction = async (before, form) => {
    const state = await save(before, form);
    if (state.status === "done") {
      toast.success("草稿已保存。");
      setSeen(state.result.seen);
      setSaved(terms);
      router.refresh();
    }
    return state;
  };

  /** Within a text its own undo is nearer. */
  function takeBack(event: KeyboardEvent) {
    const typing =
      event.target instanceof HTMLElement && event.target.matches("input[type=text], textarea");
    if (typing || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    dispatch({ type: event.shiftKey ? "redo" : "undo" });
  }

  const sections = [
    { title: "基本信息", body: <BasicsSection terms={terms} onChange={change} /> },
    {
      title: "价格",
      description: "按平台信用等级和期限；每个等级、每个期限只有一个价格",
      body: <PriceSection terms={terms} onChange={change} />,
    },
    { title: "服务范围与担保还款", body: <ScopeSection terms={terms} onChange={change} /> },
    {
      title: "准入规则",
      description: "每条规则都须满足；缺少数据时不会拒绝，只会提示补充",
      body: (
        <RulesSection
          rules={terms.rules}
          sentences={preview?.sentences ?? {}}
          problems={preview?.problems ?? []}
          fields={preview?.fields ?? {}}
          onChange={(rules, field) => change({ rules }, field)}
        />
      ),
    },
    { title: "数据与材料", body: <DataSection terms={terms} onChange={change} items={items} /> },
    { title: "承诺与政策", body: <PromiseSection terms={terms} onChange={change} /> },
  ];

  return (
    <RuleBookProvider facts={facts} regions={regions} industries={industries}>
      <div
        onKeyDown={takeBack}
        className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]"
      >
        <ActionForm action={keep} className="grid min-w-0 gap-5">
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="seen" value={seen} />
          <input type="hidden" name="terms" value={JSON.stringify(sent)} />
          {sections.map(({ title, description, body }) => (
            <Card key={title}>
              <CardHeader title={title} {...(description ? { description } : {})} />
              <CardBody>{body}</CardBody>
            </Card>
          ))}
          <div className="bg-card sticky bottom-0 z-10 flex flex-wrap items-center gap-2 rounded-lg border p-3 shadow-xs">
            <FormSubmit>保存草稿</FormSubmit>
            <Button
              variant="secondary"
              disabled={history.past.length === 0}
              onClick={() => dispatch({ type: "undo" })}
            >
              <Undo2 aria-hidden />
              撤销
            </Button>
            <Button
              variant="secondary"
              disabled={history.future.length === 0}
              onClick={() => dispatch({ type: "redo" })}
            >
              <Redo2 aria-hidden />
              重做
            </Button>
            <span role="status" className="text-muted-foreground text-xs">
              {dirty ? "有未保存的改动" : "已保存"}
            </span>
            {/* On a phone the tables are far below what is typed. */}
            {preview?.counts ? (
              <span className="figures text-xs text-slate-700">
                符合 {countText(preview.counts.after.MATCH)} 户
                {preview.counts.before
                  ? `（在售 ${countText(preview.counts.before.MATCH)} 户）`
                  : ""}
              </span>
            ) : null}
          </div>
        </ActionForm>
        <aside
          aria-label="试算与提交"
          className="grid min-w-0 gap-5 lg:sticky lg:top-20 lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto"
        >
          <PreviewPanel
            preview={preview}
            failure={error ? error.message : null}
            asking={isFetching}
          />
          <Card>
            <CardHeader title="下一步" description="提交后由另一位同事复核，再由平台审核发布" />
            <CardBody className="flex flex-wrap gap-2">
              {dirty ? (
                <p className="text-muted-foreground text-sm">请先保存改动，再提交复核。</p>
              ) : (
                steps
              )}
            </CardBody>
          </Card>
        </aside>
      </div>
    </RuleBookProvider>
  );
}

import { ArrowRight } from "lucide-react";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { loanPurposeLabels } from "#lib/kernel/lending-terms.ts";
import { wanText } from "#lib/kernel/money.ts";
import type { OwnApplicationRow } from "#lib/lending/index.ts";
import type { Demand } from "#lib/matching/index.ts";
import { nextStepText, waitingText } from "./own-application-words.ts";

type Standing = Readonly<{
  platformAuthorised: boolean;
  demands: readonly Demand[];
  applications: readonly OwnApplicationRow[];
}>;

type NextAction = Readonly<{ title: string; body: string; href: string; label: string }>;

/** The one thing to do now, the most pressing first. */
export function OwnNextAction(standing: Standing) {
  const { title, body, href, label } = nextActionOf(standing);
  return (
    <section
      aria-labelledby="next-action"
      className="bg-primary text-primary-foreground flex flex-wrap items-center justify-between gap-x-8 gap-y-4 rounded-lg px-5 py-5 sm:px-7 sm:py-6 print:hidden"
    >
      <div className="min-w-0 flex-1 basis-80">
        <p className="text-ink-200 text-xs">下一步</p>
        <h2 id="next-action" className="mt-1 text-lg leading-7 font-semibold">
          {title}
        </h2>
        <p className="text-ink-100 mt-1 max-w-2xl text-sm">{body}</p>
      </div>
      <Button
        asChild
        size="lg"
        className="text-primary w-full bg-white hover:bg-ink-50 sm:w-auto [a&]:hover:bg-ink-50"
      >
        <AppLink href={href}>
          {label}
          <ArrowRight aria-hidden />
        </AppLink>
      </Button>
    </section>
  );
}

function nextActionOf({ platformAuthorised, demands, applications }: Standing): NextAction {
  if (!platformAuthorised) {
    return {
      title: "授权平台处理数据，才能匹配产品",
      body: "平台处理授权未生效。授权只用于评分与匹配，不向任何机构披露。",
      href: "/enterprise/authorisations",
      label: "前往授权",
    };
  }
  const granted = applications.find(({ state }) => state === "granted");
  if (granted) return ofApplication(granted, "查看授信结果");

  const asked = new Set(applications.map(({ demandId }) => demandId));
  const waiting = demands.find(({ id, status }) => status === "open" && !asked.has(id));
  if (waiting) {
    return {
      title: `为 ${wanText(waiting.amountFen)} 万元的融资需求选择产品`,
      body: `用途为${loanPurposeLabels[waiting.purpose]}，尚未提交申请。每个产品能不能申请、为什么，匹配结果里都已写明。`,
      href: `/enterprise/demands/${waiting.id}`,
      label: "查看匹配结果",
    };
  }
  const running = applications.find(({ state }) =>
    ["submitted", "accepted", "contracted"].includes(state),
  );
  if (running) return ofApplication(running, "查看进展");
  return {
    title: "发布一项融资需求",
    body: "写明金额、期限、利率和用途，约一分钟。系统随即给出全部产品的匹配结果和理由。",
    href: "/enterprise/demands/new",
    label: "发布融资需求",
  };
}

function ofApplication(one: OwnApplicationRow, label: string): NextAction {
  const next = nextStepText(one.state, one.institutionName);
  const waited = one.decidedAt === null ? waitingText(one) : null;
  return {
    title: `${one.productName}：${next?.title ?? ""}`,
    body: `${next?.body ?? ""}${waited === null ? "" : `（${waited}）`}`,
    href: `/enterprise/applications/${one.id}`,
    label,
  };
}

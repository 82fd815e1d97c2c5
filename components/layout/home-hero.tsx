import { Check, Eye, FileCheck2, ShieldCheck } from "lucide-react";

import { AppLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";

export function HomeHero() {
  return (
    <section className="bg-card border-b">
      <div className="mx-auto grid max-w-6xl items-center gap-10 px-4 py-12 sm:px-6 sm:py-16 lg:grid-cols-[minmax(0,1.1fr)_minmax(0,0.9fr)] lg:gap-16 lg:py-24">
        <div>
          <p className="text-brass-700 text-sm font-medium">中小微企业融资信用服务平台</p>
          <h1 className="mt-3 text-[2rem] leading-[1.3] font-semibold text-slate-900 sm:text-[2.625rem]">
            让好好经营的记录，
            <br />
            成为企业贷款的凭据
          </h1>
          <p className="mt-5 max-w-xl text-base text-slate-700 sm:text-lg sm:leading-8">
            纳税、用水用电、社保，这些每天都在发生的事，说明一家企业经营得怎么样。企业授权之后，银行可以依据这些记录了解企业、给出贷款方案，少看抵押，多看信用。
          </p>
          <div className="mt-8 flex flex-wrap gap-3">
            <Button asChild size="lg">
              <AppLink href="/register">企业注册</AppLink>
            </Button>
            <Button asChild size="lg" variant="secondary">
              <AppLink href="/sign-in">登录</AppLink>
            </Button>
            <Button asChild size="lg" variant="ghost">
              <AppLink href="/market">看看有哪些产品</AppLink>
            </Button>
          </div>
          <p className="text-muted-foreground mt-4 text-sm">
            企业使用平台不需要付费。银行、监管部门的账号由平台开通。
          </p>
        </div>
        <SampleAuthorisation />
      </div>
    </section>
  );
}

const terms = [
  { term: "授权给", detail: "您选定的一家银行" },
  { term: "数据项", detail: "纳税、用电、社保，逐项勾选" },
  { term: "用途", detail: "贷前审查" },
  { term: "期限与次数", detail: "由您设定，到期自动失效" },
] as const;

const steps = [
  { icon: <FileCheck2 />, words: "企业签署授权" },
  { icon: <Eye />, words: "银行在授权范围内查询一次" },
  { icon: <ShieldCheck />, words: "查询人、时间、数据项同步留痕" },
] as const;

/** What an authorisation is, shown rather than told. */
function SampleAuthorisation() {
  return (
    <figure className="mx-auto w-full max-w-md">
      <div className="bg-card rounded-xl border shadow-md">
        <div className="flex items-center justify-between gap-3 border-b px-5 py-4">
          <p className="font-semibold text-slate-900">信用信息查询授权书</p>
          <Badge tone="neutral">样式示意</Badge>
        </div>
        <dl className="divide-y px-5">
          {terms.map((item) => (
            <div key={item.term} className="flex justify-between gap-4 py-3 text-sm">
              <dt className="text-muted-foreground shrink-0">{item.term}</dt>
              <dd className="text-right text-slate-900">{item.detail}</dd>
            </div>
          ))}
        </dl>
        <ol className="grid gap-3 rounded-b-xl border-t bg-slate-50 px-5 py-4">
          {steps.map((step) => (
            <li key={step.words} className="flex items-center gap-3 text-sm text-slate-700">
              <span
                aria-hidden
                className="bg-ink-100 text-primary flex size-7 shrink-0 items-center justify-center rounded-full [&_svg]:size-3.5"
              >
                {step.icon}
              </span>
              <span className="flex-1">{step.words}</span>
              <Check aria-hidden className="text-success size-4 shrink-0" />
            </li>
          ))}
        </ol>
      </div>
      <figcaption className="text-muted-foreground mt-3 text-center text-xs">
        没有有效的授权，银行读不到这些数据
      </figcaption>
    </figure>
  );
}

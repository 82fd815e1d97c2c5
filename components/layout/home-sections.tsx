import { Building2, Database, HandCoins, Landmark, ListChecks, Scale } from "lucide-react";
import type { ReactNode } from "react";

const audiences = [
  {
    icon: <Building2 />,
    name: "中小微企业",
    promise: "用自己的经营记录申请贷款",
    points: [
      "一次登记，向多家银行表达融资需求",
      "看得到自己的信用画像和评分理由",
      "授权由企业给，也随时可以收回",
    ],
  },
  {
    icon: <Landmark />,
    name: "银行等金融机构",
    promise: "看清企业，再作决定",
    points: [
      "发布贷款产品，说清准入条件",
      "在授权范围内查看信用报告和风险指标",
      "在线受理、审批、反馈放款结果",
    ],
  },
  {
    icon: <Scale />,
    name: "监管部门",
    promise: "看得到全貌，看不到隐私",
    points: [
      "汇总统计，按地区、行业、机构分列",
      "授权与查询全程可追溯",
      "数据来源与口径写明，可以复算",
    ],
  },
] as const;

export function HomeAudiences() {
  return (
    <Section title="谁在用信桥">
      <ul className="grid gap-4 md:grid-cols-3 lg:gap-6">
        {audiences.map((audience) => (
          <li key={audience.name} className="bg-card rounded-xl border p-6 shadow-xs">
            <span
              aria-hidden
              className="bg-primary-soft text-primary flex size-10 items-center justify-center rounded-lg [&_svg]:size-5"
            >
              {audience.icon}
            </span>
            <h3 className="mt-4 text-base font-semibold text-slate-900">{audience.name}</h3>
            <p className="mt-0.5 text-slate-700">{audience.promise}</p>
            <ul className="mt-4 grid gap-2 border-t pt-4 text-slate-700">
              {audience.points.map((point) => (
                <li key={point} className="flex gap-2.5">
                  <span aria-hidden className="bg-ink-400 mt-2.5 size-1 shrink-0 rounded-full" />
                  {point}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const steps = [
  { title: "登记企业", words: "用统一社会信用代码注册，核对企业信息，指定经办人。" },
  { title: "签署授权", words: "选定银行、数据项、用途和期限，签署授权书。没有授权就没有查询。" },
  { title: "匹配产品", words: "平台按各产品公开的条件逐条比对，符合与否都讲明理由。" },
  { title: "银行审批", words: "银行独立审查、签约、放款，进度在平台上随时可查。" },
] as const;

export function HomeSteps() {
  return (
    <Section title="四步申请贷款" tinted>
      <ol className="grid gap-x-8 gap-y-7 sm:grid-cols-2 lg:grid-cols-4">
        {steps.map((step, index) => (
          <li key={step.title} className="border-ink-200 border-t-2 pt-4">
            <p aria-hidden className="text-ink-500 text-sm font-semibold tabular-nums">
              {`0${index + 1}`}
            </p>
            <h3 className="mt-1 text-base font-semibold text-slate-900">{step.title}</h3>
            <p className="mt-1.5 text-slate-700">{step.words}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

const trusts = [
  {
    icon: <Database />,
    title: "授权在数据库层执行",
    words:
      "网站程序本身读不到企业的信用数据。每次读取都要经过数据库里的一道关口，由它核对授权的对象、范围、用途和期限，不符就不给。",
  },
  {
    icon: <ListChecks />,
    title: "每次查询留痕",
    words:
      "谁、在什么时候、凭哪份授权、看了哪些数据，与读取在同一步写下，事后改动会被发现。企业随时可以查看自己的被查询记录。",
  },
  {
    icon: <HandCoins />,
    title: "企业永不付费",
    words: "注册、授权、申请、查看自己的报告和记录，都不收费。平台的费用由金融机构承担。",
  },
] as const;

export function HomeTrust() {
  return (
    <Section title="为什么可以放心">
      <ul className="bg-card grid divide-y rounded-xl border shadow-xs md:grid-cols-3 md:divide-x md:divide-y-0">
        {trusts.map((trust) => (
          <li key={trust.title} className="p-6 lg:p-7">
            <span aria-hidden className="text-brass-700 [&_svg]:size-6">
              {trust.icon}
            </span>
            <h3 className="mt-3 text-base font-semibold text-slate-900">{trust.title}</h3>
            <p className="mt-2 text-slate-700">{trust.words}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

type SectionProps = {
  readonly title: string;
  readonly tinted?: boolean;
  readonly children: ReactNode;
};

function Section({ title, tinted = false, children }: SectionProps) {
  return (
    <section className={tinted ? "bg-card border-y" : undefined}>
      <div className="mx-auto max-w-6xl px-4 py-12 sm:px-6 lg:py-16">
        <h2 className="mb-6 text-xl font-semibold text-slate-900 sm:text-2xl lg:mb-8">{title}</h2>
        {children}
      </div>
    </section>
  );
}

import { CircleCheck, CircleX } from "lucide-react";
import { standingTones } from "#components/consent/labels.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { PublicAnswer } from "#lib/evidence/index.ts";

type Props = Readonly<{ answer: PublicAnswer }>;

const subjects = {
  authorisation: "授权书签署副本",
  bundle: "证据包",
  document: "授权书文件",
} as const;

/** What was checked, what holds, and where each authorisation stands today. */
export function VerifyAnswer({ answer: { kind, holds, checks, standings } }: Props) {
  return (
    <section aria-label="核验结果" className="grid gap-4 border-t pt-5">
      <Callout
        live
        tone={holds ? "success" : "danger"}
        title={holds ? `核验通过：${subjects[kind]}真实、完整` : "核验未通过"}
      >
        {holds ? "下列各项均已核对无误。" : "请勿采信。下列标出的项目不成立。"}
      </Callout>
      {standings.length > 0 ? (
        <ul className="grid gap-2">
          {standings.map(({ number, standing, label }) => (
            <li key={number} className="flex flex-wrap items-center gap-2 text-sm">
              <span className="figures font-medium">{number}</span>
              <span>当前状态</span>
              <Badge tone={standing ? standingTones[standing] : "warning"}>{label}</Badge>
            </li>
          ))}
        </ul>
      ) : null}
      <ul className="grid gap-2.5">
        {checks.map(({ label, ok, detail }, index) => (
          <li key={index} className="flex gap-2.5 text-sm">
            {ok ? (
              <CircleCheck aria-label="成立" className="text-success mt-0.5 size-4 shrink-0" />
            ) : (
              <CircleX aria-label="不成立" className="text-danger mt-0.5 size-4 shrink-0" />
            )}
            <div className="min-w-0">
              <p className="font-medium text-slate-900">{label}</p>
              <p className="[overflow-wrap:anywhere] text-slate-700">{detail}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

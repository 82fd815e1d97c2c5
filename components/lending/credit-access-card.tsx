import { lackOf, requestablePurposes } from "#components/consent/request-terms.ts";
import { RequestLink } from "#components/consent/request-link.tsx";
import { TextLink } from "#components/ui/app-link.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { standingLabels, type Standing } from "#lib/consent/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";
import { wanText } from "#lib/kernel/money.ts";
import { SCORE_HOURS, type ApplicationForOfficer } from "#lib/lending/index.ts";
import { OpenProfileLink } from "./open-profile-link.tsx";
import { isWaiting } from "./waiting-days.tsx";

type Props = Readonly<{
  application: Pick<ApplicationForOfficer, "id" | "state" | "authorisation" | "score" | "product">;
  /** Numbers of the requests that the enterprise has not answered. */
  requested: readonly string[];
}>;

/** The door to the enterprise's records: what a look costs, and what the last one found. */
export function CreditAccessCard({ application, requested }: Props) {
  const { id, state, authorisation, score } = application;
  const lack = lackOf(application);
  const closed = requestablePurposes(application).length === 0;
  const askable =
    lack !== null && requested.length === 0 && authorisation.standing !== "not_yet_started";
  const ask = askable ? { actions: <RequestLink applicationId={id} /> } : {};
  const shut = closed ? ended : lack?.shut === true ? shutText(application) : null;
  return (
    <Card>
      <CardHeader title="信用档案" />
      <CardBody className="grid gap-4">
        {score ? <LastScore score={score} undecided={isWaiting(state)} /> : null}
        {shut === null ? (
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
            <p className="max-w-xl min-w-0 flex-1 basis-64 text-sm text-slate-700">
              剩余 <strong className="figures">{authorisation.remainingQueries}</strong>{" "}
              次查询，有效期至 {timeText(authorisation.endsAt)}
              。每次打开或刷新都使用 1 次查询，并记入企业的访问记录，企业可以看到。
            </p>
            <OpenProfileLink applicationId={id} />
          </div>
        ) : (
          <Callout
            tone={closed ? "neutral" : "warning"}
            title={titleOf(application, closed)}
            {...ask}
          >
            {shut}
            {lack && lack.items.length > 0 && !closed
              ? `需要的数据：${lack.itemNames.join("、")}。`
              : null}
          </Callout>
        )}
        {shut === null && lack ? (
          <Callout tone="warning" title={`现有授权缺少 ${lack.missing.length} 项数据`} {...ask}>
            {lack.itemNames.join("、")}未授权，评分和准入判断会缺少依据。
          </Callout>
        ) : null}
        {requested.length > 0 ? (
          <p className="text-muted-foreground text-sm">
            授权请求 {requested.join("、")} 等待企业答复。
            <TextLink href={`/institution/authorisations/new?application=${id}`}>查看</TextLink>
          </p>
        ) : null}
      </CardBody>
    </Card>
  );
}

const ended = "本申请已办结，不再查阅信用档案。";

type Ground = Pick<ApplicationForOfficer, "state" | "authorisation">;

const isLater = ({ state, authorisation }: Ground) =>
  state === "disbursed" && authorisation.stage !== "after_loan";

const titleOf = (application: Ground, closed: boolean) =>
  closed
    ? "查询已结束"
    : isLater(application)
      ? "没有贷后授权"
      : `授权${standingLabels[application.authorisation.standing]}`;

const shutText = (application: Ground) =>
  isLater(application)
    ? "贷前授权不能用于贷后查询。需要贷后查阅的，请向企业请求贷后授权。"
    : problems[application.authorisation.standing];

const again = "需要继续查阅的，请向企业请求授权。";

const problems: Readonly<Record<Standing, string>> = {
  in_force: again,
  withdrawn: `企业已撤回授权，不能再查阅信用档案。${again}也可以按“资料不全”答复企业。`,
  paused: `企业已暂停授权，恢复前不能查阅信用档案。${again}`,
  expired: `授权期限已过，不能再查阅信用档案。${again}`,
  used_up: `授权的查询次数已用完。${again}`,
  not_yet_started: "授权尚未到开始时间，请在开始后再查阅。",
  created: "企业尚未签署授权书，签署后方可查阅。",
  requested: "企业尚未答复授权请求，签署后方可查阅。",
  refused: `企业未同意授权。${again}`,
};

type Score = NonNullable<ApplicationForOfficer["score"]>;

type LastScoreProps = Readonly<{ score: Score; undecided: boolean }>;

function LastScore({ score, undecided }: LastScoreProps) {
  const facts = [
    { term: "最近评分", value: String(score.total), unit: "分" },
    { term: "等级", value: score.grade, unit: score.gradeLabel },
    score.suggestedFen === null
      ? { term: "建议额度", value: "未测算", unit: "" }
      : { term: "建议额度", value: wanText(score.suggestedFen), unit: "万元" },
  ];
  return (
    <div className="rounded-md bg-slate-50 px-4 py-3">
      <dl className="grid grid-cols-3 gap-4">
        {facts.map(({ term, value, unit }) => (
          <div key={term}>
            <dt className="text-muted-foreground text-xs">{term}</dt>
            <dd className="figures">
              <span className="text-xl font-semibold text-slate-900">{value}</span>
              <span className="ml-1 text-xs text-slate-600">{unit}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-muted-foreground mt-1.5 text-xs">
        {timeText(score.scoredAt)} 评分。{undecided ? usabilityText(score) : null}
      </p>
      {undecided && score.stale.length > 0 ? (
        <Callout tone="warning" title="不能再据此审批，须重新打开信用档案" className="mt-3">
          {score.stale.join("")}
        </Callout>
      ) : null}
    </div>
  );
}

const usabilityText = ({ stale }: Score) =>
  stale.length === 0
    ? `${SCORE_HOURS} 小时内可据此审批；期间数据、授权、评分卡或额度政策有变，须重新查阅。`
    : null;

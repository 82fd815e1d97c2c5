import type { Waiting } from "#lib/lending/index.ts";
import type { ApplicationState } from "#lib/lending/model.ts";

type Waited = Readonly<{ state: ApplicationState; waiting: Waiting }>;

/** How long the enterprise has waited, against the promise; null once that is not the question. */
export function waitingText({ state, waiting }: Waited): string | null {
  const { days, promisedDays } = waiting;
  const waited = days === 0 ? "今日提交" : `已等待 ${days} 天`;
  switch (state) {
    case "submitted":
    case "accepted":
      return `${waited}，承诺 ${promisedDays} 天`;
    case "withdrawn":
    case "closed":
      return null;
    default:
      return days === 0 ? "当日答复" : `${days} 天答复`;
  }
}

/** Who has the next move, and what the enterprise does meanwhile; null when the matter is closed. */
export function nextStepText(
  state: ApplicationState,
  institutionName: string,
): Readonly<{ title: string; body: string }> | null {
  switch (state) {
    case "submitted":
      return {
        title: `等待${institutionName}受理`,
        body: "申请已送达。机构受理后会查看授权范围内的数据，您无需再提交材料。",
      };
    case "accepted":
      return {
        title: `${institutionName}正在审查`,
        body: "机构正在查看授权范围内的数据。每次查看都会记入“访问记录”。",
      };
    case "granted":
      return {
        title: "已获授信，等待签订合同",
        body: `请与${institutionName}约定时间签订合同。不接受授信条件时，可撤回申请。`,
      };
    case "contracted":
      return { title: "合同已签订，等待放款", body: `${institutionName}放款后会在此登记。` };
    case "disbursed":
      return { title: "贷款已发放", body: "请按合同约定还款。结清后由机构在此登记。" };
    case "settled":
    case "rejected":
    case "withdrawn":
    case "closed":
      return null;
  }
}

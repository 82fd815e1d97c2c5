import { Refusal } from "../kernel/refusal.ts";
import { roleLabels, type Actor, type ActorOf, type Role } from "./model.ts";

/** Verb → who may speak it. What is not listed cannot be called: an operation without a row does not compile. */
export const matrix = {
  "registry.read_own": ["enterprise"],
  "registry.review_code": ["operator"],
  "registry.overview": ["operator"],
  "registry.reveal_personal": ["loan_officer", "operator"],
  "registry.reveal_contact": ["operator"],
  "registry.offboard": ["operator"],
  "credit.read_own": ["enterprise"],
  "credit.read_by_authorisation": ["loan_officer"],
  "consent.grant": ["enterprise"],
  "consent.withdraw": ["enterprise"],
  "consent.list_own": ["enterprise"],
  "consent.access_log": ["enterprise"],
  "consent.pause": ["enterprise"],
  "consent.refuse": ["enterprise"],
  "consent.request": ["loan_officer"],
  "consent.list_institution": ["loan_officer"],
  "consent.access_log_institution": ["loan_officer"],
  "consent.delete_data": ["loan_officer"],
  "consent.access_statistics": ["regulator"],
  "consent.access_lines": ["regulator"],
  "evidence.export": ["enterprise", "loan_officer"],
  "audit.overview": ["operator", "regulator"],
  "identity.manage_clients": ["operator"],
  "product.list_own": ["loan_officer"],
  "product.draft": ["loan_officer"],
  "product.endorse": ["loan_officer"],
  "product.retire": ["loan_officer"],
  "product.publish": ["operator"],
  "product.read": ["loan_officer", "operator"],
  "product.count": ["loan_officer", "operator"],
  "demand.post": ["enterprise"],
  "demand.close": ["enterprise"],
  "demand.list_own": ["enterprise"],
  "demand.match": ["enterprise"],
  "application.apply": ["enterprise"],
  "application.withdraw": ["enterprise"],
  "application.list_own": ["enterprise"],
  "application.inbox": ["loan_officer"],
  "application.read": ["loan_officer"],
  "application.accept": ["loan_officer"],
  "application.approve": ["loan_officer"],
  "application.reject": ["loan_officer"],
  "application.contract": ["loan_officer"],
  "application.disburse": ["loan_officer"],
  "application.settle": ["loan_officer"],
  "card.list": ["operator", "loan_officer"],
  "card.read": ["operator", "loan_officer"],
  "card.draft": ["operator", "loan_officer"],
  "card.submit": ["operator", "loan_officer"],
  "card.approve": ["operator", "loan_officer"],
  "card.propose": ["operator", "loan_officer"],
  "card.promote": ["operator", "loan_officer"],
  "card.retire": ["operator", "loan_officer"],
  "limit_policy.read": ["loan_officer"],
  "limit_policy.propose": ["loan_officer"],
  "limit_policy.decide": ["loan_officer"],
  "bench.read": ["operator"],
  "bench.upload": ["operator"],
  "bench.run": ["operator"],
  "bench.forget": ["operator"],
  "evaluation.list": ["operator"],
  "evaluation.read": ["operator"],
  "evaluation.draft": ["operator"],
  "evaluation.dry_run": ["operator"],
  "evaluation.submit": ["operator"],
  "evaluation.approve": ["operator"],
  "evaluation.retire": ["operator"],
  "evaluation.distribution": ["regulator"],
  "statistics.read": ["regulator"],
  "notify.read": ["enterprise", "loan_officer", "operator", "department", "regulator"],
  "intake.overview": ["operator", "department"],
  "intake.submit": ["department"],
  "intake.correct": ["department"],
  "intake.quality": ["operator", "department", "regulator"],
  "intake.catalogue": ["enterprise", "loan_officer", "operator", "department", "regulator"],
  "intake.pull": ["loan_officer", "enterprise"],
} as const satisfies Record<string, readonly Role[]>;

export type Verb = keyof typeof matrix;
type RoleOf<V extends Verb> = (typeof matrix)[V][number];

/** Refuses, naming who may, unless the actor's role stands in the verb's row. */
export function allow<V extends Verb>(actor: Actor, verb: V): ActorOf<RoleOf<V>> {
  const permitted: readonly Role[] = matrix[verb];
  if (!permitted.includes(actor.role)) {
    const who = permitted.map((role) => roleLabels[role]).join("、");
    throw new Refusal("forbidden", `${verb}.forbidden`, `此操作仅限${who}账号使用。`);
  }
  return actor as ActorOf<RoleOf<V>>; // Earned by the check above.
}

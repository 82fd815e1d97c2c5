export { offboardInstitution } from "./authorisations/offboard.ts";
export { requestAuthorisation, takeBackAuthorisationRequest } from "./authorisations/request.ts";
export { withdrawAuthorisation, withdrawAuthorisations } from "./authorisations/withdraw.ts";
export { acceptApplication } from "./commands/accept.ts";
export { applyForProduct, type Applied } from "./commands/apply.ts";
export { approveApplication } from "./commands/approve.ts";
export { disburse } from "./commands/disburse.ts";
export { rejectApplication } from "./commands/reject.ts";
export { settle } from "./commands/settle.ts";
export { signContract } from "./commands/sign-contract.ts";
export { withdrawApplication } from "./commands/withdraw.ts";
export { isFinal, openStates } from "./lifecycle.ts";
export type { GrantLimits } from "./limits.ts";
export type { Moved } from "./move.ts";
export { readApplicantPersonal, revealPersonal } from "./personal.ts";
export { readApplication, type ApplicationForOfficer } from "./queries/application.ts";
export {
  openCreditProfile,
  type CreditProfile,
  type ProfileRefused,
} from "./queries/credit-profile.ts";
export type { Decision, RejectionReason, Step } from "./queries/history.ts";
export { inbox, type InboxRow } from "./queries/inbox.ts";
export { listInstitutionStandings, type InstitutionStanding } from "./queries/institutions.ts";
export {
  listOwnApplications,
  readOwnApplication,
  type OwnApplication,
  type OwnApplicationRow,
} from "./queries/own-applications.ts";
export type { TrendPoint } from "./queries/score-trend.ts";
export { prepareApplication } from "./queries/prepare.ts";
export { SCORE_HOURS } from "./staleness.ts";
export type { Waiting } from "./waiting.ts";
export { mayResend, readProfileForProgram } from "./queries/program-profile.ts";

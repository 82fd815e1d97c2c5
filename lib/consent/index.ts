export {
  exportOwnAccess,
  listOwnAccess,
  summariseOwnAccess,
  type OwnAccess,
} from "./access-log.ts";
export { Artefact, PLATFORM_NAME } from "./artefact.ts";
export { draftAuthorisation, prepareAuthorisation } from "./commands/draft.ts";
export { authorisePlatform, draftPlatformAuthorisation } from "./commands/platform.ts";
export { signAuthorisation, SIGNINGS_A_DAY, type Receipt } from "./commands/sign.ts";
export { pauseAuthorisation, refuseRequest, resumeAuthorisation } from "./commands/standing.ts";
export {
  confirmDeletion,
  DISCLOSURES_PER_PAGE,
  listDisclosures,
  type Deletion,
  type Disclosure,
} from "./data-life.ts";
export { endAuthorisations, endOne, type Ended } from "./ending.ts";
export { announceExpiry, expireAuthorisations, markDataLife } from "./jobs.ts";
export {
  inspectAccess,
  INSPECTED_LINES,
  listInspections,
  type Inspected,
  type ListedInspection,
} from "./inspection.ts";
export {
  exportInstitutionAccess,
  listInstitutionAccess,
  listInstitutionAuthorisations,
  type InstitutionAuthorisation,
} from "./institution-queries.ts";
export { platformSigner, trustedKeys } from "./keys.ts";
export {
  authorisationSummary,
  historyOf,
  listInstitutions,
  listOwnAuthorisations,
  readOwnAuthorisation,
  readOwnDocument,
} from "./queries.ts";
export { accessStatistics, type AccessStatistics } from "./regulator-queries.ts";
export { takeRequestBack, writeRequest } from "./request.ts";
export { TermsForm, termsOf, type Terms } from "./terms.ts";
export { groundFor, platformGround, verifiedHash } from "./verified.ts";
export { liveInstitution, type Signer } from "./write.ts";

export { decideCodeReview, requestCodeReview, revealReviewPhone } from "./commands.ts";
export {
  maskId,
  maskPhone,
  openPersonal,
  readPersonal,
  sealedFields,
  setPersonal,
  type MaskedPersonal,
  type Personal,
} from "./personal.ts";
export {
  decidedCodeReviews,
  findEnterprise,
  isCodeAccepted,
  pendingCodeReviews,
  readOwnRegistration,
  registrationChoices,
  registryOverview,
  type RegisteredEnterprise,
} from "./queries.ts";
export { resealPersonal } from "./reseal.ts";

export { decideCodeReview, requestCodeReview } from "./commands.ts";
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

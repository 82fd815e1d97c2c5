export { decideCodeReview, requestCodeReview } from "./commands.ts";
export {
  findEnterprise,
  isCodeAccepted,
  listCodeReviews,
  readOwnRegistration,
  registrationChoices,
  registryOverview,
  type RegisteredEnterprise,
} from "./queries.ts";

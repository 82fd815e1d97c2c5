export {
  authorisePlatform,
  draftAuthorisation,
  MAXIMUM_DAYS,
  MAXIMUM_QUERIES,
  renewPlatformAuthorisation,
  signAuthorisation,
  withdrawAuthorisation,
} from "./commands.ts";
export { documentHash, documentSigner, itemNames } from "./document.ts";
export {
  listInstitutions,
  listOwnAccess,
  listOwnAuthorisations,
  readOwnAuthorisation,
  standingLabels,
  standingOf,
  type Standing,
} from "./queries.ts";

export {
  authorisePlatform,
  draftAuthorisation,
  MAXIMUM_DAYS,
  MAXIMUM_QUERIES,
  renewPlatformAuthorisation,
  signAuthorisation,
  withdrawAuthorisation,
} from "./commands.ts";
export { documentHash, documentSigner } from "./document.ts";
export {
  listInstitutions,
  listOwnAccess,
  listOwnAuthorisations,
  readOwnAuthorisation,
} from "./queries.ts";

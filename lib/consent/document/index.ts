export { authorisationText, type DocumentTerms, type Section } from "./text.ts";
export { renderAuthorisationPdf } from "./pdf.ts";
export { readSignedCopy, signedCopy, type SignedCopy } from "./signed-copy.ts";
export {
  authorisationChecks,
  readArtefact,
  verifyAuthorisation,
  type AuthorisationCheck,
  type Check,
} from "./verify.ts";

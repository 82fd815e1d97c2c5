/** What is given out to be verified by others, and how they verify it. */
export { checkPublicly, publishedKeys, type PublicAnswer } from "./check.ts";
export { exportEvidence } from "./export.ts";
export { type EvidenceCheck } from "./verify-bundle.ts";
export { verifyFile, type VerifiedFile } from "./verify-file.ts";

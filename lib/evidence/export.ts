import { z } from "zod";
import { platformSigner } from "../consent/index.ts";
import { command } from "../operation/index.ts";
import { archiveOf } from "./archive.ts";
import { bundleFiles } from "./bundle.ts";
import { applicationFor } from "./collect.ts";

/**
 * Everything that a third person needs to verify one application, as a ZIP to take away. A command,
 * since that it was taken away is worth a line in the audit log.
 */
export const exportEvidence = command(
  "evidence.export",
  z.object({ applicationId: z.uuid() }),
  async ({ db, actor, now }, { applicationId }) => {
    const application = await applicationFor(db, actor, applicationId);
    const files = await bundleFiles(db, { application, actor, signer: platformSigner(), now });
    return {
      result: { name: `证据包-${application.number}.zip`, bytes: archiveOf(files) },
      audit: { entity: "application", entityId: applicationId, detail: { files: files.length } },
    };
  },
);

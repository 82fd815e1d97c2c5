import type { Standing } from "#lib/consent/model.ts";
import type { ApplicationState } from "#lib/lending/model.ts";
import { isItemId, itemOf } from "#lib/intake/catalogue.ts";
import type { DatedProduct } from "#lib/products/index.ts";

/** What stands between the enterprise and an application for one product. */
export type ProductAccess =
  | Readonly<{ kind: "applied"; applicationId: string; state: ApplicationState }>
  | Readonly<{ kind: "apply" }>
  | Readonly<{ kind: "authorise"; href: string }>;

export type AccessGround = Readonly<{
  demandId: string;
  authorisations: readonly Readonly<{
    institutionId: string | null;
    stage: string;
    standing: Standing;
    items: readonly string[];
  }>[];
  applications: readonly Readonly<{
    id: string;
    institutionName: string;
    productName: string;
    state: ApplicationState;
  }>[];
}>;

export function accessOf(product: DatedProduct, ground: AccessGround): ProductAccess {
  const made = ground.applications.find(
    ({ institutionName, productName }) =>
      institutionName === product.institutionName && productName === product.name,
  );
  if (made) return { kind: "applied", applicationId: made.id, state: made.state };
  // Public items need no mention in an authorisation.
  const items = product.requiredItems.filter(
    (id) => !isItemId(id) || itemOf(id).sharing !== "public",
  );
  const covered = ground.authorisations.some(
    (one) =>
      one.institutionId === product.institutionId &&
      one.stage === "before_loan" &&
      one.standing === "in_force" &&
      items.every((item) => one.items.includes(item)),
  );
  if (covered) return { kind: "apply" };
  const onward = new URLSearchParams({
    institution: product.institutionId,
    items: items.join(","),
    demand: ground.demandId,
    version: product.versionId,
  });
  return { kind: "authorise", href: `/enterprise/authorisations/new?${onward.toString()}` };
}

import { chainOf } from "../audit/index.ts";
import type { Actor } from "../access/model.ts";

/** Everybody who acts for one organisation, named as its chain of the audit log is. */
export const enterpriseOrganisation = (uscc: string) => `enterprise:${uscc}`;
export const institutionOrganisation = (id: string) => `institution:${id}`;
export const departmentOrganisation = (id: string) => `department:${id}`;
export const organisationOf = (actor: Actor): string => chainOf(actor);

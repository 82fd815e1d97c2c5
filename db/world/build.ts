import { makeAccounts } from "./accounts.ts";
import { makeEnterprises } from "./enterprises.ts";
import { makeInstitutions } from "./institutions.ts";
import { outsideLoans } from "./loans.ts";
import type { World, WorldPlan } from "./model.ts";
import { Names } from "./names.ts";
import { makePast } from "./past.ts";
import { makeProducts } from "./products.ts";
import { Random } from "./random.ts";

/** How many outsiders an enterprise of the world may trade with, per enterprise of the world. */
const OUTSIDERS = 1.5;

/**
 * The whole province in memory, from a plan and the counties to settle it in. Pure: the same
 * arguments give the same world. The rows that departments send are drawn from it by `rowsOf`.
 */
export function buildWorld(plan: WorldPlan, counties: readonly string[]): World {
  const names = new Names(new Random(`world/${plan.seed}/names`));
  const enterprises = makeEnterprises(plan, counties, names);
  const outsiders = Array.from({ length: Math.ceil(plan.enterprises * OUTSIDERS) + 40 }, () =>
    names.outsider(),
  );
  const partnerNames = [...new Set([...enterprises.map(({ name }) => name), ...outsiders])];
  const institutions = makeInstitutions(plan);
  const products = makeProducts(plan, institutions);
  const accounts = makeAccounts(plan, enterprises, institutions);
  const loans = outsideLoans(plan, enterprises, institutions);
  const applications = makePast(plan, { enterprises, institutions, products, accounts, loans });
  return { plan, enterprises, institutions, products, accounts, applications, partnerNames, loans };
}

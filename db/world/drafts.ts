import { addDays } from "#lib/kernel/calendar.ts";
import type {
  DraftEvent,
  DraftStatus,
  EligibilityRule,
  ProductTerms,
} from "#lib/products/model.ts";
import type { World, WorldAccount, WorldProduct } from "./model.ts";
import { Random } from "./random.ts";
import { businessDayFrom, timeOn } from "./time.ts";

type Step = Readonly<{ kind: DraftEvent; status: DraftStatus; by: WorldAccount; note?: string }>;

/** What a product says today, as the next draft of it begins. */
const termsOf = (product: WorldProduct): ProductTerms => ({
  kind: product.offer,
  summary: product.summary,
  approvalMode: product.guaranteeKind === "credit" ? "online" : "mixed",
  minimumAmountFen: product.amountFen[0],
  maximumAmountFen: product.amountFen[1],
  minimumTermMonths: product.termMonths[0],
  maximumTermMonths: product.termMonths[1],
  priceBands: product.priceBands,
  guaranteeKinds: [product.guaranteeKind],
  repaymentKinds: product.repaymentKinds,
  regionCodes: product.regionCodes,
  industryCodes: [],
  requiredItems: product.requiredItems,
  materials: product.materials,
  promisedDays: product.promisedDays,
  weeklyCapacity: product.weeklyCapacity,
  policyBased: product.policyBased,
  subsidyBps: null,
  subsidyNote: null,
  rules: product.rules,
});

/** A rule of the product with another bound; the others as they are. */
const withBound = (rules: readonly EligibilityRule[], id: string, value: number) =>
  rules.map((rule): EligibilityRule =>
    rule.id === id && rule.condition.kind === "at_least"
      ? {
          ...rule,
          condition: { ...rule.condition, value },
          remedy: rule.remedy?.replace(/\d+/, String(value)) ?? null,
        }
      : rule,
  );

/** Of the first institution: one draft that waits for the platform, and one for a second person. */
export function makeDrafts({ plan, products, accounts }: World) {
  const [maker, checker] = accounts.filter(
    ({ institution, passwords }) => institution === 0 && passwords !== null,
  );
  const [first, second] = products.filter(({ institution }) => institution === 0);
  if (!maker || !checker || !first || !second) return { drafts: [], events: [] };
  const random = new Random(`world/${plan.seed}/draft`);
  const begun: readonly Step[] = [
    { kind: "draft", status: "draft", by: maker },
    { kind: "submit", status: "submitted", by: maker, note: "按上半年的逾期情况调整准入" },
  ];
  const planned: readonly Readonly<{
    of: WorldProduct;
    terms: ProductTerms;
    steps: readonly Step[];
  }>[] = [
    {
      of: first,
      terms: {
        ...termsOf(first),
        promisedDays: 1,
        rules: withBound(first.rules, "age", 12),
      },
      steps: [...begun, { kind: "endorse", status: "endorsed", by: checker }],
    },
    {
      of: second,
      terms: { ...termsOf(second), rules: withBound(second.rules, "age", 36) },
      steps: begun,
    },
  ];
  const day = businessDayFrom(addDays(plan.today, -6));
  const made = planned.map(({ of, terms, steps }) => {
    const at = steps.map((_, place) =>
      timeOn(random, businessDayFrom(addDays(day, place)), [9, 17]),
    );
    const [createdAt = plan.now] = at;
    const id = random.uuid(createdAt);
    return {
      draft: {
        id,
        product_id: of.id,
        terms,
        status: steps.at(-1)?.status,
        created_at: createdAt,
      },
      events: steps.map(({ kind, status, by, note }, place) => ({
        draft_id: id,
        number: place + 1,
        kind,
        status,
        account_id: by.id,
        note: note ?? null,
        at: at[place],
      })),
    };
  });
  return {
    drafts: made.map(({ draft }) => draft),
    events: made.flatMap(({ events }) => events),
  };
}

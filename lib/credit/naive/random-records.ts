import fc from "fast-check";
import type { ItemId } from "../../intake/catalogue.ts";
import { addDays, addMonths } from "../../kernel/calendar.ts";
import type { RecordParts } from "../factory.ts";

/** Records of every item that an indicator rests on, up to some months before and after a month. */
const amount = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 90_000 }) },
);
const signed = fc.integer({ min: -20_000, max: 90_000 });
const few = fc.integer({ min: 0, max: 3 });

const backs = Array.from({ length: 31 }, (_, back) => back);
/** Whole histories half of the time, so that what needs twelve months is known. */
const history = fc.oneof(fc.constant(backs), fc.subarray(backs), fc.constant([]));

type Values = Omit<RecordParts, "item" | "period">;
const monthly = (item: ItemId, until: string, values: fc.Arbitrary<Values>, step = 1) =>
  history.chain((chosen) =>
    fc.tuple(...chosen.filter((back) => back % step === 0)
      .map((back) => values.map((each): RecordParts => ({ item, period: `${addMonths(until, -back)}-01`, ...each }))))); // prettier-ignore

const daily = (item: ItemId, until: string, values: (day: string) => fc.Arbitrary<Values>) =>
  fc.uniqueArray(fc.integer({ min: -30, max: 1500 }), { maxLength: 5 }).chain((chosen) =>
    fc.tuple(
      ...chosen.map((back, place) => {
        const period = addDays(`${until}-20`, -back);
        const key = `${place}号`;
        return values(period).map((each): RecordParts => ({ item, period, key, ...each }));
      }),
    ),
  );

const later = (day: string) => fc.integer({ min: 0, max: 900 }).map((days) => addDays(day, days));
const ending = (name: string) => (day: string) =>
  fc.record({
    amountFen: amount,
    payload: fc.option(later(day), { nil: undefined }).map((end) => (end ? { [name]: end } : {})),
  });
const maybeAmount = fc.option(amount, { nil: undefined }).map((each) => each === undefined ? {} : { amountFen: each }); // prettier-ignore

const declaration = fc.record({ amountFen: amount, taxFen: amount, paidFen: amount, arrearsFen: amount, count: few }); // prettier-ignore
const quarter = fc.record({ amountFen: signed, taxFen: amount, paidFen: amount });
const invoices = (until: string) =>
  fc.uniqueArray(
    fc
      .record({
        back: fc.integer({ min: 0, max: 30 }),
        category: fc.constantFrom("sale", "sale", "purchase"),
        party: fc.integer({ min: 1, max: 9 }),
        amountFen: signed,
        count: fc.integer({ min: 0, max: 4 }),
        redAmount: amount,
        redInvoices: few,
        voidInvoices: few,
      })
      .map(({ back, party, category, amountFen, count, ...payload }): RecordParts => ({
        item: "invoice_month",
        period: `${addMonths(until, -back)}-01`,
        key: `${category}:${party}`,
        category,
        amountFen,
        count,
        payload,
      })),
    { maxLength: 90, size: "max", selector: ({ period, key }) => `${period}/${key}` },
  );
const bill = (key: string) =>
  fc.record({ key: fc.constant(key), amountFen: amount, arrearsFen: amount, count: few, quantity: fc.integer({ min: 0, max: 400 }).map((n) => n / 4) }); // prettier-ignore
const contribution = fc.record({
  count: few,
  amountFen: amount,
  paidFen: amount,
  arrearsFen: amount,
});
const balance = (key: string) => fc.record({ key: fc.constant(key), amountFen: amount });

export const randomRecords = (until: string): fc.Arbitrary<readonly RecordParts[]> =>
  fc
    .tuple(
      monthly("tax_grade", until, fc.record({ category: fc.constantFrom("A", "B", "M", "C", "D") }), 12),
      monthly("vat_declaration", until, declaration),
      monthly("income_tax_declaration", until, quarter, 3),
      invoices(until),
      ...(["electricity", "water", "gas"] as const).flatMap((item) => [
        monthly(item, until, bill("甲户")),
        fc.oneof(fc.constant([]), monthly(item, until, bill("乙户"))),
      ]),
      monthly("social_insurance", until, contribution),
      monthly("housing_fund", until, contribution),
      monthly("loan_balance", until, balance("甲银行")),
      monthly("loan_balance", until, balance("乙银行")),
      daily("registration_change", until, () => fc.constantFrom({}, {})),
      daily("penalty", until, () => fc.tuple(fc.constantFrom("serious", "general", "minor"), maybeAmount).map(([category, each]) => ({ category, ...each }))),
      ...(["adverse_list", "serious_dishonesty", "dishonest_debtor", "consumption_restriction", "tax_abnormal", "tax_violation"] as const)
        .map((item) => daily(item, until, ending("removedOn"))),
      daily("judgment_debtor", until, ending("closedOn")),
      daily("bankruptcy", until, ending("endedOn")),
      daily("judgment_document", until, () => fc.tuple(fc.constantFrom("defendant", "plaintiff"), maybeAmount).map(([role, each]) => ({ ...each, payload: { role } }))),
      daily("honour", until, () => fc.constant({})),
      ...(["commendation_list", "qualification", "permit", "technology_title", "intellectual_property"] as const)
        .map((item) => daily(item, until, ending("validUntil"))),
      daily("public_resource_award", until, () => maybeAmount),
      daily("enterprise_statement", until, () => fc.constant({})),
    )
    .map((parts) =>
      parts.flat().map((row) =>
        row.item === "registration_change" && row.period < `${until}-10` && row.key === "0号"
          ? { ...row, key: "法定代表人变更" }
          : row,
      ),
    ); // prettier-ignore

import { bankTax1, hashOf } from "../scoring/index.ts";

const hash = hashOf(bankTax1);

/** The scorecard that applications are scored with now, and what it is known by. */
export const cardInForce = () => ({ card: bankTax1, hash });

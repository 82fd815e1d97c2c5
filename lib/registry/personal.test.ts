import { expect, test } from "vitest";
import { maskId, maskPhone } from "./index.ts";

test.each([
  ["320102199001011234", "320***********1234"],
  ["52011519000101123X", "520***********123X"],
  ["", ""],
  ["1234", "****"],
])("the id %s is shown as %s", (id, shown) => expect(maskId(id)).toBe(shown));

test.each([
  ["13800000001", "138****0001"],
  ["0851-1234567", "************"],
  ["1", "*"],
])("the phone %s is shown as %s", (phone, shown) => expect(maskPhone(phone)).toBe(shown));

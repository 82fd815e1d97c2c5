import { addDays } from "#lib/kernel/calendar.ts";
import { makeCitizenId } from "#lib/kernel/citizen-id.ts";
import type { KeyRing } from "#lib/kernel/seal.ts";
import { sealedFields } from "#lib/registry/index.ts";
import type { WorldEnterprise } from "./model.ts";

export type Seal = KeyRing["seal"];

/**
 * The legal representative's id and phone, invented and to be seen as such: well-formed, but born in
 * the first years of the last century, which nobody alive was, and in a block of numbers, 199 0000,
 * that stands for all of them.
 */
export function personalOf({ index, regionCode }: WorldEnterprise) {
  return {
    id: makeCitizenId({
      regionCode,
      bornOn: addDays("1900-01-01", (index * 37) % 3650),
      serial: index,
    }),
    phone: `1990000${String((index * 7919 + 1) % 10_000).padStart(4, "0")}`,
  };
}

/** The columns of the registry that hold them; without a seal there are none. */
export function sealedColumns(enterprise: WorldEnterprise, seal: Seal | null) {
  if (!seal) return {};
  const { id, phone } = personalOf(enterprise);
  const { uscc: subject } = enterprise;
  return {
    legal_representative_id_sealed: seal({ subject, field: sealedFields.id }, id),
    legal_representative_phone_sealed: seal({ subject, field: sealedFields.phone }, phone),
  };
}

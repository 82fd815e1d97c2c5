import { eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { enterprises } from "#db/schema/registry.ts";
import { env } from "../kernel/env.ts";
import { Refusal } from "../kernel/refusal.ts";
import { keyRing, SealBroken, type KeyRing } from "../kernel/seal.ts";

/** What is known of a legal representative beyond the name; null: nothing was given. */
export type Personal = Readonly<{ id: string | null; phone: string | null }>;

/** The fields that are kept sealed, by the name that is bound into the seal. */
export const sealedFields = {
  id: "enterprise.legal_representative_id",
  phone: "enterprise.legal_representative_phone",
  reviewPhone: "code_review.contact_phone",
} as const;
export type SealedField = keyof typeof sealedFields;

let ring: KeyRing | undefined;
/** The ring of this process, from its settings. */
const ownRing = (): KeyRing =>
  (ring ??= keyRing(env().PERSONAL_DATA_KEYS, env().PERSONAL_DATA_ALGORITHM));

/** Seals one field of one enterprise with the process's own keys. */
export const sealPersonal = (uscc: string, field: SealedField, text: string): string =>
  ownRing().seal({ subject: uscc, field: sealedFields[field] }, text);

/** Opens one field; a refusal when its key is not at hand or the value is not the one that was put there. */
export function openPersonalField(uscc: string, field: SealedField, sealed: string): string {
  try {
    return ownRing().open({ subject: uscc, field: sealedFields[field] }, sealed);
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    const message = "该信息的密钥不可用或内容已被改动，暂时无法查看。请联系平台运营。";
    throw new Refusal("unavailable", "registry.personal_unreadable", message, { cause: error });
  }
}

/** 320***********1234; whatever is not of 18 characters is hidden as a whole. */
export const maskId = (id: string): string =>
  id.length === 18 ? `${id.slice(0, 3)}${"*".repeat(11)}${id.slice(-4)}` : "*".repeat(id.length);
/** 138****0001; whatever is not of 11 digits is hidden as a whole. */
export const maskPhone = (phone: string): string =>
  /^\d{11}$/.test(phone) ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : "*".repeat(phone.length);

/** Puts what was given at its enterprise, sealed; what is not named stays as it is. */
export async function setPersonal(db: Db, uscc: string, given: Partial<Personal>): Promise<void> {
  const sealed = (field: "id" | "phone") => {
    const text = given[field];
    return text === undefined || text === null ? text : sealPersonal(uscc, field, text);
  };
  const [id, phone] = [sealed("id"), sealed("phone")];
  if (id === undefined && phone === undefined) return;
  await db
    .update(enterprises)
    .set({
      ...(id === undefined ? {} : { legalRepresentativeIdSealed: id }),
      ...(phone === undefined ? {} : { legalRepresentativePhoneSealed: phone }),
    })
    .where(eq(enterprises.uscc, uscc));
}

/** The fields in full. For a command that asks why and leaves a line of it; screens take `readPersonal`. */
export async function openPersonal(db: Db, uscc: string): Promise<Personal> {
  const row = await sealedRow(db, uscc);
  return {
    id: row.id === null ? null : openPersonalField(uscc, "id", row.id),
    phone: row.phone === null ? null : openPersonalField(uscc, "phone", row.phone),
  };
}

/** As shown on screens: masked; null where nothing was given, "unreadable" where the seal does not open. */
export type MaskedPersonal = Readonly<Record<"id" | "phone", string | null>> &
  Readonly<{ unreadable: boolean }>;

export async function readPersonal(db: Db, uscc: string): Promise<MaskedPersonal> {
  const row = await sealedRow(db, uscc);
  const id = masked(uscc, "id", row.id, maskId);
  const phone = masked(uscc, "phone", row.phone, maskPhone);
  return { id: id.text, phone: phone.text, unreadable: id.broken || phone.broken };
}

/** A field as it may be shown: a page stays usable when a key is missing, and says so. */
export function masked(
  uscc: string,
  field: SealedField,
  sealed: string | null,
  mask: (text: string) => string,
): Readonly<{ text: string | null; broken: boolean }> {
  if (sealed === null) return { text: null, broken: false };
  try {
    return { text: mask(openPersonalField(uscc, field, sealed)), broken: false };
  } catch (error) {
    if (error instanceof Refusal) return { text: null, broken: true };
    throw error;
  }
}

async function sealedRow(db: Db, uscc: string) {
  const [row] = await db
    .select({
      id: enterprises.legalRepresentativeIdSealed,
      phone: enterprises.legalRepresentativePhoneSealed,
    })
    .from(enterprises)
    .where(eq(enterprises.uscc, uscc));
  return row ?? { id: null, phone: null };
}

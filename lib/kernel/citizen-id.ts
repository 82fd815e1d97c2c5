import { z } from "zod";
import { isLocalDate } from "./calendar.ts";

/** Citizen identity numbers of GB 11643: place, day of birth, serial, and a check character. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = "10X98765432";

/** The check character (ISO 7064 MOD 11-2) of the first 17 digits. */
function checkOf(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(first17[place]), 0);
  return CHECKS.charAt(sum % 11);
}

/** Whether it is well-formed: 18 characters, a real day of birth, the right check character. */
export function isCitizenId(text: string): boolean {
  const [, first17, year, month, day] = /^(\d{6}(\d{4})(\d{2})(\d{2})\d{3})[\dX]$/.exec(text) ?? [];
  if (first17 === undefined) return false;
  return isLocalDate(`${year}-${month}-${day}`) && checkOf(first17) === text.charAt(17);
}

type Parts = Readonly<{ regionCode: string; bornOn: string; serial: number }>;

/** A well-formed number for invented people. `serial` is taken within 001 to 999. */
export function makeCitizenId({ regionCode, bornOn, serial }: Parts): string {
  const order = String(1 + (serial % 999)).padStart(3, "0");
  const first17 = `${regionCode}${bornOn.replaceAll("-", "")}${order}`;
  return first17 + checkOf(first17);
}

/** A form's field for such a number. */
export const citizenId = z
  .string({ error: "请填写身份证号码。" })
  .transform((typed) => typed.normalize("NFKC").replaceAll(/\s/g, "").toUpperCase())
  .refine(isCitizenId, { error: "身份证号码有误，请对照证件核对 18 位号码。" });

import { z } from "zod";
import { isLocalDate } from "./calendar.ts";
import { fen, MAX_FEN } from "./money.ts";

/** Fields that forms share: what a person types, the rule it must meet, and the way out in Chinese. */

/** Full-width digits and points, thousands separators and spaces, as people paste them. */
const tidyNumber = (text: string) => text.normalize("NFKC").replaceAll(/[,\s]/g, "");

type Range = Readonly<{ label: string; minimum: number; maximum: number; unit: string }>;

const numberFrom = (label: string, decimals: number) =>
  z
    .union([z.string(), z.number()], { error: `请填写${label}。` })
    .transform((typed) => tidyNumber(String(typed)))
    .refine((text) => text !== "", { error: `请填写${label}。`, abort: true })
    .refine(
      (text) =>
        new RegExp(`^-?\\d+(\\.\\d{1,${Math.max(decimals, 1)}})?$`).test(text) &&
        (decimals > 0 || !text.includes(".")),
      {
        error:
          decimals > 0 ? `${label}请填写数字，最多 ${decimals} 位小数。` : `${label}请填写整数。`,
        abort: true,
      },
    )
    .transform(Number);

const inRange = ({ label, minimum, maximum, unit }: Range) =>
  ({
    check: (value: number) => value >= minimum && value <= maximum,
    error: `${label}应在 ${minimum.toLocaleString("zh-CN")} 至 ${maximum.toLocaleString("zh-CN")} ${unit}之间。`,
  }) as const;

/** 万元 as typed → 分. At most two decimals (100 元). */
export function wanAmount(
  label: string,
  limits: { minimumWan?: number; maximumWan?: number } = {},
) {
  const range = inRange({
    label,
    unit: "万元",
    minimum: limits.minimumWan ?? 0.01,
    maximum: limits.maximumWan ?? MAX_FEN / 1_000_000,
  });
  return numberFrom(label, 2)
    .refine(range.check, { error: range.error })
    .transform((wan) => fen(Math.round(wan * 1_000_000)));
}

/** A yearly rate in percent as typed → basis points. */
export function ratePercent(label: string, limits: { maximum?: number } = {}) {
  const range = inRange({ label, unit: "%", minimum: 0.01, maximum: limits.maximum ?? 24 });
  return numberFrom(label, 2)
    .refine(range.check, { error: range.error })
    .transform((percent) => Math.round(percent * 100));
}

export function wholeNumber(
  label: string,
  limits: { minimum: number; maximum: number; unit: string },
) {
  const range = inRange({ label, ...limits });
  return numberFrom(label, 0).refine(range.check, { error: range.error });
}

export const localDate = (label: string) =>
  z
    .string({ error: `请填写${label}。` })
    .refine(isLocalDate, { error: `${label}请按“年-月-日”填写，例如 2026-03-01。` });

export const someText = (label: string, limits: { minimum?: number; maximum: number }) =>
  z
    .string({ error: `请填写${label}。` })
    .trim()
    .min(limits.minimum ?? 1, {
      error: limits.minimum ? `${label}至少 ${limits.minimum} 个字。` : `请填写${label}。`,
    })
    .max(limits.maximum, { error: `${label}最多 ${limits.maximum} 个字。` });

/** An empty field of a form means nothing was said. */
export const optionalText = (label: string, maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum, { error: `${label}最多 ${maximum} 个字。` })
    .nullish()
    .transform((text) => text || null);

export const mobileNumber = z
  .string({ error: "请填写手机号码。" })
  .transform((typed) => tidyNumber(typed))
  .refine((text) => /^1[3-9]\d{9}$/.test(text), { error: "手机号码应为以 1 开头的 11 位数字。" });

export const newPassword = (label: string) =>
  z
    .string({ error: `请填写${label}。` })
    .min(8, { error: `${label}至少 8 位。` })
    .max(128, { error: `${label}最多 128 位。` })
    .refine((text) => /[A-Za-z]/.test(text) && /\d/.test(text), {
      error: `${label}需同时包含字母和数字。`,
    });

export const chosen = <const Values extends readonly [string, ...string[]]>(
  label: string,
  values: Values,
) => z.enum(values, { error: `请选择${label}。` });

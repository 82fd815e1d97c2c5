/**
 * Unified social credit codes, GB 32100-2015: 18 characters of a 31-character alphabet, the last one
 * a check character. Characters 9–17 are an organisation code with a check digit of its own
 * (GB 11714-1997); older real codes fail that one, so it warns and does not refuse.
 */
export const USCC_LENGTH = 18;
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/** Where a letter that the alphabet leaves out was typed, what was probably meant. */
const LOOKS_LIKE: Readonly<Record<string, string>> = { I: "1", O: "0", S: "5", V: "U", Z: "2" };

export type UsccCheck =
  | Readonly<{ verdict: "valid"; reason: "ok" }>
  | Readonly<{ verdict: "warning"; reason: "organisation_code" } & WrongCharacter>
  | Readonly<{ verdict: "invalid"; reason: "check_character" } & WrongCharacter>
  | Readonly<{
      verdict: "invalid";
      reason: "alphabet";
      position: number;
      found: string;
      message: string;
    }>
  | Readonly<{ verdict: "invalid"; reason: "length"; length: number; message: string }>;

export type UsccReason = UsccCheck["reason"];

/** `position` counts from 1, as people count the characters of a code. */
type WrongCharacter = Readonly<{
  position: number;
  found: string;
  expected: string;
  message: string;
}>;

/** Which of the three verdicts a reason leads to; stable, printed by scripts. */
export const usccVerdicts = {
  ok: "valid",
  organisation_code: "warning",
  length: "invalid",
  alphabet: "invalid",
  check_character: "invalid",
} as const satisfies Record<UsccReason, UsccCheck["verdict"]>;

const values = new Int8Array(128).fill(-1);
for (let index = 0; index < ALPHABET.length; index++) values[ALPHABET.charCodeAt(index)] = index;
const weights = Uint8Array.from({ length: 17 }, (_, index) => Number(3n ** BigInt(index) % 31n));
const organisationWeights = Uint8Array.of(3, 7, 9, 10, 5, 8, 4, 2);

/** As people paste a code: full-width characters, spaces within, lower case. */
export const normaliseUscc = (typed: string): string =>
  typed
    .normalize("NFKC")
    .replaceAll(/[\s\u200B\uFEFF]/g, "")
    .toUpperCase();

const scratch = new Uint8Array(USCC_LENGTH);

/** Checks a code as it stands; what a person typed goes through `normaliseUscc` first. */
export function checkUscc(code: string): UsccCheck {
  if (code.length !== USCC_LENGTH) return wrongLength(code);
  for (let index = 0; index < USCC_LENGTH; index++) {
    const unit = code.charCodeAt(index);
    // Beyond ASCII nothing is in the alphabet; 127 stands for all of it.
    scratch[index] = unit < 127 ? unit : 127;
  }
  const reason = usccReasonAt(scratch, 0);
  if (reason === "ok") return { verdict: "valid", reason };
  if (reason === "alphabet") return outsideAlphabet(code);
  return reason === "check_character" ? wrongCheckCharacter(code) : wrongOrganisationCode(code);
}

/**
 * The rule that 18 ASCII bytes break, without an allocation: the way for a million codes.
 * The caller has seen to the length.
 */
export function usccReasonAt(bytes: Uint8Array, start: number): Exclude<UsccReason, "length"> {
  let sum = 0;
  for (let index = 0; index < 17; index++) {
    const value = values[bytes[start + index] ?? 127] ?? -1;
    if (value < 0) return "alphabet";
    sum += value * (weights[index] ?? 0);
  }
  const last = values[bytes[start + 17] ?? 127] ?? -1;
  if (last < 0) return "alphabet";
  // The remainder is taken twice: a sum divisible by 31 asks for the character 0, not for a 31st.
  if (last !== (31 - (sum % 31)) % 31) return "check_character";
  return bytes[start + 16] === organisationDigit(bytes, start + 8) ? "ok" : "organisation_code";
}

/** GB 11714: the char code of the digit that belongs after the eight characters at `start`. */
function organisationDigit(bytes: Uint8Array, start: number): number {
  let sum = 0;
  for (let index = 0; index < 8; index++) {
    const unit = bytes[start + index] ?? 0;
    // Here letters count on from 10 through the whole of A–Z, unlike in GB 32100.
    sum += (unit < 58 ? unit - 48 : unit - 55) * (organisationWeights[index] ?? 0);
  }
  const digit = 11 - (sum % 11);
  return digit === 10 ? 88 /* X */ : 48 + (digit % 11);
}

function checkCharacter(first17: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index++) {
    sum += (values[first17.charCodeAt(index)] ?? 0) * (weights[index] ?? 0);
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** How many different codes `makeUscc` makes for one prefix. */
export const USCC_SERIALS = 31 ** 6;

/** A code that is right by both checks, for invented enterprises: `prefix8` is e.g. `91520102`. */
export function makeUscc(prefix8: string, serial: number): string {
  if (prefix8.length !== 8 || bytesOf(prefix8).some((unit) => (values[unit] ?? -1) < 0)) {
    throw new RangeError(`not the first eight characters of a code: ${prefix8}`);
  }
  if (!Number.isInteger(serial) || serial < 0 || serial >= USCC_SERIALS) {
    throw new RangeError(`serial out of range: ${serial}`);
  }
  let rest = serial;
  let tail = "";
  for (let index = 0; index < 6; index++) {
    tail = ALPHABET.charAt(rest % 31) + tail;
    rest = Math.floor(rest / 31);
  }
  // Codes given out since 2015 begin their organisation part with MA.
  const organisation = `MA${tail}`;
  const first17 =
    prefix8 + organisation + String.fromCharCode(organisationDigit(bytesOf(organisation), 0));
  return first17 + checkCharacter(first17);
}

function wrongLength(code: string): UsccCheck {
  const { length } = code;
  const difference =
    length < USCC_LENGTH ? `少 ${USCC_LENGTH - length} 位` : `多 ${length - USCC_LENGTH} 位`;
  const message =
    length === 0
      ? "请填写统一社会信用代码，共 18 位，见营业执照。"
      : `统一社会信用代码应为 18 位，现为 ${length} 位（${difference}）。请对照营业执照核对是否漏填或多填。`;
  return { verdict: "invalid", reason: "length", length, message };
}

function outsideAlphabet(code: string): UsccCheck {
  const index = [...code].findIndex((character) => !ALPHABET.includes(character));
  const found = code.charAt(index);
  const meant = LOOKS_LIKE[found];
  const way = meant ? `是否应为“${meant}”？` : "";
  const message = `第 ${index + 1} 位“${found}”不是可用字符：代码只用数字和除 I、O、S、V、Z 以外的大写字母。${way}请对照营业执照修改。`;
  return { verdict: "invalid", reason: "alphabet", position: index + 1, found, message };
}

function wrongCheckCharacter(code: string): UsccCheck {
  const found = code.charAt(17);
  const expected = checkCharacter(code);
  const message = `第 18 位校验码不符：按前 17 位计算应为“${expected}”，现为“${found}”。请逐位核对；如与营业执照一致，可申请人工核验。`;
  return { verdict: "invalid", reason: "check_character", position: 18, found, expected, message };
}

function wrongOrganisationCode(code: string): UsccCheck {
  const found = code.charAt(16);
  const expected = String.fromCharCode(organisationDigit(bytesOf(code), 8));
  const message = `第 9–17 位组织机构代码的校验位（第 17 位）按 GB 11714 应为“${expected}”，现为“${found}”。代码本身通过校验，可以继续；请再核对一次。`;
  return {
    verdict: "warning",
    reason: "organisation_code",
    position: 17,
    found,
    expected,
    message,
  };
}

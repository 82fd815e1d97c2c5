import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { signatureAlgorithms, type Signer } from "../../kernel/signing.ts";
import { aSignedCopy, aSigner, anArtefact, documentTerms } from "./factory.ts";
import {
  readSignedCopy,
  renderAuthorisationPdf,
  signedCopy,
  verifyAuthorisation,
} from "./index.ts";

const other = aSigner();
const failing = (bytes: Uint8Array, signer: Signer) =>
  verifyAuthorisation(bytes, [other.publicKey, signer.publicKey])
    .filter(({ ok }) => !ok)
    .map(({ name }) => name);

let pdf: Buffer;
beforeAll(async () => {
  pdf = await renderAuthorisationPdf(documentTerms());
});
const text = Buffer.from("授权书编号：SQ-2024-000001\n测试\n", "utf8");

describe.each(signatureAlgorithms)("a copy signed with %s", (algorithm) => {
  const signer = aSigner(algorithm);

  test("of a PDF or of a text verifies, and begins with the document's own bytes", () => {
    for (const document of [pdf, text]) {
      const copy = aSignedCopy(document, signer);
      expect(copy.subarray(0, document.length).equals(document)).toBe(true);
      expect(readSignedCopy(copy)?.document.equals(document)).toBe(true);
      expect(failing(copy, signer)).toEqual([]);
      expect(verifyAuthorisation(copy, [signer.publicKey])).toHaveLength(5);
    }
  });

  test("tells of one changed byte, wherever it stands in a PDF", () => {
    const copy = aSignedCopy(pdf, signer);
    const added = copy.length - pdf.length;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.integer({ min: 0, max: copy.length - 1 }),
          fc.integer({ min: pdf.length, max: pdf.length + added - 1 }),
        ),
        fc.integer({ min: 1, max: 255 }),
        (place, mask) => failing(flipped(copy, place, mask), signer).length > 0,
      ),
      { numRuns: 300 },
    );
  });

  test("tells of every single changed bit of what was signed", () => {
    const copy = aSignedCopy(text, signer);
    const unnoticed = Array.from({ length: copy.length }, (_, place) => place).filter(
      (place) => failing(flipped(copy, place, 1 << (place % 8)), signer).length === 0,
    );
    expect(unnoticed).toEqual([]);
  });

  test("tells of every changed bit of its signature", () => {
    const artefact = anArtefact(text);
    const { value, ...rest } = signer.sign(Buffer.from(artefact, "utf8"));
    const raw = Buffer.from(value, "base64");
    for (let bit = 0; bit < raw.length * 8; bit++) {
      const signature = {
        ...rest,
        value: flipped(raw, bit >> 3, 1 << (bit % 8)).toString("base64"),
      };
      const copy = signedCopy(text, { artefact, signature }, signer.publicKey.spki);
      expect(failing(copy, signer), `bit ${bit}`).toEqual(["signature"]);
    }
  });

  test("is not taken from a key that is not trusted, though it carries that key itself", () => {
    expect(failing(aSignedCopy(pdf, signer), other)).toEqual(["signature"]);
  });

  test("with another's public key in it is refused", () => {
    const artefact = anArtefact(text);
    const signature = signer.sign(Buffer.from(artefact, "utf8"));
    const copy = signedCopy(text, { artefact, signature }, other.publicKey.spki);
    expect(failing(copy, signer)).toEqual(["signature"]);
  });
});

describe("a copy", () => {
  const signer = aSigner();

  test("cut short anywhere is none", () => {
    const copy = aSignedCopy(pdf, signer);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: copy.length - 1 }), (length) =>
        failing(copy.subarray(0, length), signer).includes("signed_copy"),
      ),
    );
  });

  test("with anything appended is none: a later part of a PDF can hide an earlier one", () => {
    const copy = aSignedCopy(pdf, signer);
    expect(failing(Buffer.concat([copy, Buffer.from("\n")]), signer)).toEqual(["signed_copy"]);
    expect(failing(Buffer.concat([copy, copy.subarray(pdf.length)]), signer)).toEqual([
      "signed_copy",
    ]);
  });

  test("of one authorisation with what was signed of another fails on the document", async () => {
    const another = await renderAuthorisationPdf(documentTerms({ number: "SQ-2026-000999" }));
    expect(failing(aSignedCopy(another, signer, anArtefact(pdf)), signer)).toEqual([
      "document_sm3",
      "document_sha256",
    ]);
  });

  test("of terms in another order or with more in them is not in the form that is signed", () => {
    const artefact = anArtefact(text);
    for (const changed of [` ${artefact}`, artefact.replace("{", '{"also":1,'), "[]", "{"])
      expect(failing(aSignedCopy(text, signer, changed), signer)).toEqual(["artefact"]);
  });

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["a PDF without an attachment", () => pdf],
    ["a text", Buffer.from("授权书")],
    ["a PDF of another build", Buffer.from("%PDF-1.7\n%XinqiaoSignedCopy\n/Type /EmbeddedFile\n")],
  ])("is not read out of %s", (_, bytes) => {
    expect(readSignedCopy(typeof bytes === "function" ? bytes() : bytes)).toBeNull();
  });
});

function flipped(bytes: Buffer, place: number, mask: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[place] = (copy[place] ?? 0) ^ mask;
  return copy;
}

import { createHash } from "node:crypto";
import { expect, test, vi } from "vitest";
import { withBodyFile, type BodyFile } from "./body.ts";

vi.mock("server-only", () => ({}));

const sent = (body: Uint8Array<ArrayBuffer>) =>
  new Request("http://localhost/", { method: "POST", body });
const readAll = async (file: BodyFile) => {
  const read: Buffer[] = [];
  for await (const portion of file.portions()) read.push(portion);
  return Buffer.concat(read);
};

test("a body comes back from disk as it was, in portions, as often as it is asked for", async () => {
  const body = new Uint8Array(9 * 1024 * 1024).map((_, at) => at % 251);
  const came = await withBodyFile(sent(body), body.length, async (file) => {
    const [one, other] = [await readAll(file), await readAll(file)];
    return { ...file, same: one.equals(body) && other.equals(body) };
  });
  const hash = createHash("sha256").update(body).digest("hex");
  expect(came).toMatchObject({ bytes: body.length, hash, same: true });
});

test("one that is longer than it may be is not worked on", async () => {
  const never = () => Promise.reject(new Error("worked on"));
  expect(await withBodyFile(sent(new Uint8Array(11)), 10, never)).toBeNull();
});

import { beforeEach, expect, test, vi } from "vitest";
import { checkPublicly } from "#lib/evidence/index.ts";
import { MAXIMUM_UPLOAD_BYTES } from "#lib/evidence/model.ts";
import { performOpen } from "#lib/web/perform.ts";
import { GET, POST } from "./route.ts";

vi.mock("server-only", () => ({}));
vi.mock("#lib/web/perform.ts", () => ({ performOpen: vi.fn() }));
beforeEach(() => {
  vi.mocked(performOpen).mockReset().mockResolvedValue({ ok: true, result: "checked" });
});

const post = async (body: BodyInit, headers: Record<string, string> = {}) => {
  const request = new Request("http://localhost/api/verify", {
    method: "POST",
    body,
    headers,
    duplex: "half",
  } as RequestInit); // Node's own fetch wants `duplex` for a stream; the DOM's types do not know it.
  const response = await POST(request);
  return { status: response.status, answer: await response.json() };
};
const formOf = (fields: Readonly<Record<string, string | File>>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};
const fileOf = (bytes: Uint8Array<ArrayBuffer>) => new File([bytes], "授权书.pdf");

test("what was sent is checked, byte for byte", async () => {
  const bytes = new Uint8Array([37, 80, 68, 70, 0, 255]);
  const sent = await post(formOf({ file: fileOf(bytes), number: "SQ-1", hash: "" }));
  expect(sent).toEqual({ status: 200, answer: { status: "done", result: "checked" } });
  const asked = { file: bytes, number: "SQ-1", hash: "" };
  expect(performOpen).toHaveBeenCalledExactlyOnceWith(checkPublicly, asked);
});

test("a file field that was left empty is no file", async () => {
  await post(formOf({ file: fileOf(new Uint8Array()), number: "SQ-1" }));
  const asked = { file: undefined, number: "SQ-1", hash: "" };
  expect(performOpen).toHaveBeenCalledExactlyOnceWith(checkPublicly, asked);
});

test("a body beyond the limit is refused, and not read to its end", async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull: (controller) => {
      sent += 1 << 20;
      controller.enqueue(new Uint8Array(1 << 20));
    },
  });
  const headers = { "content-type": "multipart/form-data; boundary=x" };
  expect(await post(endless, headers)).toMatchObject({
    status: 413,
    answer: { status: "refused", fields: { file: "文件不能超过 5 MB。" } },
  });
  expect(sent).toBeLessThan(3 * MAXIMUM_UPLOAD_BYTES);
  expect(performOpen).not.toHaveBeenCalled();
});

test("what is no form is refused", async () => {
  expect(await post("x", { "content-type": "text/plain" })).toMatchObject({ status: 400 });
});

test("one address is checked for sixty times in ten minutes, and another one still", async () => {
  const from = (address: string) =>
    post(formOf({ number: "SQ-1" }), { "x-forwarded-for": address });
  for (let times = 1; times <= 60; times++) {
    expect((await from("203.0.113.60")).status).toBe(200);
  }
  expect(await from("203.0.113.60")).toEqual({
    status: 429,
    answer: {
      status: "refused",
      reason: "evidence.too_many",
      message: "核验次数过多，请 10 分钟后再试。已填写的内容仍在。",
      fields: {},
    },
  });
  expect(performOpen).toHaveBeenCalledTimes(60);
  expect((await from("203.0.113.61")).status).toBe(200);
});

test("the public keys are published", async () => {
  expect(await GET().json()).toEqual([
    { keyId: expect.any(String), algorithm: "Ed25519", spki: expect.any(String) },
  ]);
});

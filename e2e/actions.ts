import type { Page } from "@playwright/test";

export type Sent = Readonly<{
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}>;

/** What a form sends to its server action, caught on the wire and not delivered. */
export async function caught(page: Page, submit: () => Promise<void>): Promise<Sent> {
  let resolve: (sent: Sent) => void = () => undefined;
  const sent = new Promise<Sent>((done) => (resolve = done));
  await page.route("**/*", async (route) => {
    const request = route.request();
    const action = request.headers()["next-action"];
    if (!action) return route.continue();
    const { "content-type": type = "text/plain", accept = "" } = request.headers();
    resolve({
      url: request.url(),
      headers: {
        "next-action": action,
        "content-type": type,
        accept,
        origin: new URL(request.url()).origin,
      },
      body: request.postDataBuffer() ?? Buffer.alloc(0),
    });
    return route.abort();
  });
  await submit();
  const found = await sent;
  await page.unrouteAll();
  return found;
}

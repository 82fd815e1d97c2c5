import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { demoPassword, demoSigningPassword } from "#db/world/accounts.ts";
import { ownerOfStage } from "./backstage.ts";

export { demoPassword, demoSigningPassword };

type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;
/** Sessions of people who have signed in once, by their names. */
const sessions = new Map<string, Cookies>();
const opened: BrowserContext[] = [];

/**
 * A person in a browser of their own, at the first page of their portal. The first time they sign in
 * through the form as anybody would; later on they still are.
 */
export async function signedIn(browser: Browser, loginName: string): Promise<Page> {
  const context = await browser.newContext();
  opened.push(context);
  const page = await context.newPage();
  const session = sessions.get(loginName);
  if (session) {
    await context.addCookies(session);
    // A page of a browser that remembers no renewal asks for one; until it is answered, a test that
    // takes the cookies away might see them come back.
    const renewed = page.waitForResponse("**/api/auth/session");
    await page.goto("/home");
    await expect(page.getByRole("button", { name: "退出登录" }).first()).toBeVisible();
    await renewed;
  } else {
    await signIn(page, loginName);
    sessions.set(loginName, await context.cookies());
  }
  return page;
}

/** Lets people go home: pages that stay open ask for news, and are traced, until the very end. */
export async function closeBrowsers(): Promise<void> {
  for (const context of opened.splice(0)) await context.close();
}

export async function signIn(
  page: Page,
  loginName: string,
  password = demoPassword,
): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("账号").fill(loginName);
  await page.getByLabel("登录密码").fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await expect(page.getByRole("button", { name: "退出登录" }).first()).toBeVisible();
}

const widths = [1440, 390] as const;

/** `npm run e2e` records all that it sees; a whole run of tests the pictures of the main journey alone. */
const recorded = process.env["E2E_RECORD"] === "1";

/**
 * The whole screen at both widths that people have, neither of which may scroll sideways; in
 * `e2e/.pictures/`, for people to look at.
 */
export async function picture(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    // Charts draw themselves again at the new width, at once: these browsers want nothing to move.
    await expect(page.locator(".animate-pulse")).toHaveCount(0);
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    await page.evaluate(() => scrollTo(0, 0));
    await expect
      .poll(() => overflow(page), `${name} scrolls sideways at ${width} pixels`)
      .toBeLessThanOrEqual(0);
    if (!recorded && !test.info().file.endsWith("journey.spec.ts")) continue;
    await page.screenshot({
      path: `e2e/.pictures/${name}-${width}.jpg`,
      // A tenth of the work that a PNG of a long page is.
      type: "jpeg",
      quality: 80,
      fullPage: true,
      animations: "disabled",
    });
  }
  if (before) await page.setViewportSize(before);
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The officer of the institution that an application went to, whichever it was. */
export async function officerOf(browser: Browser, applicationId: string): Promise<Page> {
  const owner = await ownerOfStage();
  const [officer] = await owner<{ name: string }[]>`
    select p.login_name as name from lending.application a
    join identity.membership m on m.institution_id = a.institution_id and m.ended_at is null
    join identity.account p on p.id = m.account_id and p.login_name like 'officer%'
    where a.id = ${applicationId}`;
  await owner.end();
  if (!officer) throw new Error("no officer of this institution");
  return signedIn(browser, officer.name);
}

import { type Browser, expect, type Page } from "@playwright/test";
import { demoPassword, demoSigningPassword } from "#db/world/accounts.ts";

export { demoPassword, demoSigningPassword };

/** A person in a browser of their own, signed in through the form as anybody would. */
export async function signedIn(
  browser: Browser,
  loginName: string,
  password = demoPassword,
): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, loginName, password);
  return page;
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

/** The whole screen at both widths that people have; in `e2e/.pictures/`, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    // Charts draw themselves again at the new width.
    await page.waitForLoadState("networkidle");
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({
      path: `e2e/.pictures/${name}-${width}.png`,
      fullPage: true,
      animations: "disabled",
    });
    expect(await overflow(page), `${name} scrolls sideways at ${width} pixels`).toBeLessThanOrEqual(
      0,
    );
  }
  if (before) await page.setViewportSize(before);
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The officer of the institution that an application went to, whichever it was. */
export async function officerOf(browser: Browser, words: string): Promise<Page> {
  for (const name of [
    "officer",
    ...Array.from({ length: 11 }, (_, index) => `officer${index + 2}`),
  ]) {
    const page = await signedIn(browser, name);
    const organisation = (await page.locator("header").first().innerText()).match(
      /\S+示例\S+/,
    )?.[0];
    if (organisation && words.includes(organisation)) return page;
    await page.context().close();
  }
  throw new Error("no officer of this institution");
}

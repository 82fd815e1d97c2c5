import { expect, test } from "@playwright/test";
import { closeBrowsers, demoPassword, signedIn } from "./people.ts";
import { stagePort } from "./stage-ports.ts";

test.afterEach(closeBrowsers);

const officer = "officer";

test.describe("after signing in again", () => {
  test("a person is back at the page they wanted", async ({ browser }) => {
    const page = await signedIn(browser, officer);
    await page.context().clearCookies();
    await page.goto("/institution?state=submitted");
    await expect(page).toHaveURL(/\/sign-in\?.*next=%2Finstitution%3Fstate%3Dsubmitted/);
    await expect(page.getByText("您尚未登录，或登录已过期。")).toBeVisible();
    await page.getByLabel("账号").fill(officer);
    await page.getByLabel("登录密码").fill(demoPassword);
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await expect(page).toHaveURL(/\/institution\?state=submitted$/);
  });

  test("a person whose session ended between two pages is led back to the second", async ({
    browser,
  }) => {
    const page = await signedIn(browser, officer);
    await expect(page).toHaveURL(/\/institution$/);
    await page.context().clearCookies();
    await page.getByRole("link", { name: "产品", exact: true }).first().click();
    await expect(page).toHaveURL(/\/sign-in\?.*next=%2Finstitution%2Fproducts/);
  });

  test("a person is home where the page belongs to another role or another site", async ({
    browser,
  }) => {
    const page = await signedIn(browser, officer);
    for (const next of ["/operator", "//evil.example", "/\\evil.example", "https://evil.example"]) {
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      await expect(page, next).toHaveURL(`http://localhost:${stagePort}/institution`);
    }
  });
});

test("signing out stays on the address it was opened at, and ends the session", async ({
  browser,
}) => {
  // The application is configured for `localhost`; a person may know it by another name.
  const elsewhere = `http://127.0.0.1:${stagePort}`;
  const page = await (await browser.newContext({ baseURL: elsewhere })).newPage();
  await page.goto("/sign-in");
  await page.getByLabel("账号").fill(officer);
  await page.getByLabel("登录密码").fill(demoPassword);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await expect(page).toHaveURL(`${elsewhere}/institution`);
  await page.getByRole("button", { name: "退出登录" }).first().click();
  await expect(page).toHaveURL(`${elsewhere}/`);
  await page.goto("/institution");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a network lost while signing in leaves the form as it was", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("账号").fill(officer);
  await page.getByLabel("登录密码").fill(demoPassword);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "登录未完成" })).toBeVisible();
  await expect(page.getByLabel("账号")).toHaveValue(officer);
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await expect(page).toHaveURL(/\/institution$/);
});

test("a session in use is renewed by the browser", async ({ browser }) => {
  const page = await signedIn(browser, officer);
  const renewed = page.waitForResponse((response) => response.url().endsWith("/api/auth/session"));
  await page.evaluate(() => localStorage.removeItem("xinqiao.session-renewed-at"));
  await page.keyboard.press("Tab");
  expect((await (await renewed).allHeaders())["set-cookie"]).toContain("session-token");
});

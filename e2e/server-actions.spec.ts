import { expect, test, type Page } from "@playwright/test";
import { caught, type Sent } from "./actions.ts";
import { closeBrowsers, signedIn } from "./people.ts";

test.afterEach(closeBrowsers);

const post = async (page: Page, { url, headers, body }: Sent) => {
  const answer = await page.request.post(url, { headers, data: body, maxRedirects: 0 });
  return { status: answer.status(), text: await answer.text() };
};

async function fillDemand(page: Page) {
  await page.goto("/enterprise/demands/new");
  await page.getByLabel("需求金额").fill("55");
  await page.getByLabel("期限").fill("12");
  await page.getByLabel("可接受的最高年利率").fill("6");
  await page.getByLabel("贷款用途").selectOption({ index: 1 });
  await page.getByRole("radio", { name: /^信用/ }).check();
}

test("the enterprise's server action answers nobody else, whatever page or cookie it is sent with", async ({
  browser,
}) => {
  const enterprise = await signedIn(browser, "13800000001");
  await fillDemand(enterprise);
  const sent = await caught(enterprise, () =>
    enterprise.getByRole("button", { name: "发布并匹配产品" }).click(),
  );
  for (const name of ["officer", "regulator", "operator"]) {
    const answer = await post(await signedIn(browser, name), sent);
    expect(answer.text, name).toContain("此操作仅限企业账号使用");
  }
  const visitor = await (await browser.newContext()).newPage();
  expect((await post(visitor, sent)).text).toContain("登录已过期");
  // The very same bytes are good in the right hands, so that it is the person who is refused.
  expect((await post(enterprise, sent)).text).not.toContain("此操作仅限");
});

test("a loan officer's server action answers neither other roles nor another institution", async ({
  browser,
}) => {
  const officer = await signedIn(browser, "officer");
  await officer.goto("/institution?state=submitted");
  await officer.getByRole("row").nth(1).getByRole("link").first().click();
  const accept = officer.getByRole("button", { name: "受理申请" });
  await expect(accept).toBeVisible();
  const sent = await caught(officer, () => accept.click());
  for (const name of ["13800000001", "regulator", "operator"]) {
    const answer = await post(await signedIn(browser, name), sent);
    expect(answer.text, name).toContain("此操作仅限信贷员账号使用");
  }
  // Another institution's application does not exist, rather than being forbidden.
  expect((await post(await signedIn(browser, "officer2"), sent)).text).toContain("未找到");
});

test("an officer of another institution finds no page of the application", async ({ browser }) => {
  const officer = await signedIn(browser, "officer");
  await officer.getByRole("row").nth(1).getByRole("link").first().click();
  await expect(officer).toHaveURL(/\/institution\/applications\//);
  const other = await signedIn(browser, "officer2");
  for (const address of [officer.url(), `${officer.url()}/profile`]) {
    const answer = await other.goto(address);
    expect(answer?.status()).toBe(404);
  }
});

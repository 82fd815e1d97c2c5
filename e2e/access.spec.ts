import { expect, test } from "@playwright/test";
import { controlPort } from "./stage-ports.ts";
import { closeBrowsers, signIn, signedIn } from "./people.ts";

test.afterEach(closeBrowsers);

const portals = {
  enterprise: "/enterprise",
  institution: "/institution",
  regulator: "/regulator",
  operator: "/operator",
  department: "/department",
} as const;
type Portal = keyof typeof portals;
const people: Readonly<Record<Portal, string>> = {
  enterprise: "13800000001",
  institution: "officer",
  regulator: "regulator",
  operator: "operator",
  department: "department",
};
const pages: Readonly<Record<Portal, readonly string[]>> = {
  enterprise: [
    "/enterprise",
    "/enterprise/data",
    "/enterprise/score",
    "/enterprise/evaluation",
    "/enterprise/demands",
    "/enterprise/applications",
    "/enterprise/authorisations",
    "/enterprise/authorisations/new",
    "/enterprise/access-log",
    "/enterprise/pulls",
    "/enterprise/messages",
    "/enterprise/catalogue",
  ],
  institution: [
    "/institution",
    "/institution/products",
    "/institution/products/new",
    "/institution/cards",
    "/institution/authorisations",
    "/institution/access-log",
    "/institution/disclosures",
    "/institution/messages",
    "/institution/catalogue",
  ],
  regulator: [
    "/regulator",
    "/regulator/evaluation",
    "/regulator/quality",
    "/regulator/access",
    "/regulator/messages",
  ],
  operator: [
    "/operator",
    "/operator/code-reviews",
    "/operator/institutions",
    "/operator/products",
    "/operator/cards",
    "/operator/cards/bench",
    "/operator/evaluation",
    "/operator/evaluation/import",
    "/operator/evaluation/new?from=five-dimensions",
    "/operator/clients",
    "/operator/quality",
    "/operator/catalogue",
    "/operator/messages",
  ],
  department: [
    "/department",
    "/department/upload",
    "/department/batches",
    "/department/api-access",
    "/department/quality",
    "/department/catalogue",
    "/department/messages",
  ],
};

test.describe("nobody reaches what is not theirs", () => {
  for (const portal of Object.keys(portals) as Portal[]) {
    test(`a person of the ${portal} portal has it open and is refused in every other`, async ({
      browser,
    }) => {
      const page = await signedIn(browser, people[portal]);
      for (const other of (Object.keys(portals) as Portal[]).filter((name) => name !== portal)) {
        for (const address of pages[other]) {
          expect((await page.request.get(address)).status(), address).toBe(403);
        }
        const answer = await page.goto(portals[other]);
        expect(answer?.status()).toBe(403);
        await expect(page.getByRole("heading", { level: 1 })).toContainText("不能查看此页");
      }
      for (const address of pages[portal]) {
        expect((await page.request.get(address)).status(), address).toBe(200);
      }
    });
  }

  test("a visitor is sent to sign in from every portal", async ({ page }) => {
    for (const address of Object.values(pages).flat()) {
      expect((await page.request.get(address)).status(), address).toBe(401);
    }
    for (const address of Object.values(portals)) {
      await page.goto(address);
      await expect(page, address).toHaveURL(/\/sign-in/);
    }
  });
});

test("an unknown name and a wrong password get the same answer, and what was typed stays", async ({
  page,
}) => {
  await page.goto("/sign-in");
  for (const name of ["nobody", "officer"]) {
    await page.getByLabel("账号").fill(name);
    await page.getByLabel("登录密码").fill("wrong-password-1");
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await expect(page.getByRole("alert").filter({ hasText: "账号或密码不正确" })).toBeVisible();
    await expect(page.getByLabel("账号")).toHaveValue(name);
  }
});

test("an expired session loses nothing that was typed", async ({ browser }) => {
  const page = await signedIn(browser, "13800000001");
  await page.goto("/enterprise/demands/new");
  await page.getByLabel("需求金额").fill("88");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "发布并匹配产品" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "登录已过期" })).toBeVisible();
  await expect(page.getByLabel("需求金额")).toHaveValue("88");
});

test("a lost database connection says so, loses nothing, and recovers by itself", async ({
  browser,
  request,
}) => {
  const wire = (verb: "cut" | "mend") => request.get(`http://127.0.0.1:${controlPort}/${verb}`);
  const page = await signedIn(browser, "13800000001");
  await page.goto("/enterprise/demands/new");
  await page.getByLabel("需求金额").fill("66");
  await wire("cut");
  try {
    await page.getByRole("button", { name: "发布并匹配产品" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "暂时无法连接数据库" })).toBeVisible({
      timeout: 30_000,
    });
    await expect(page.getByLabel("需求金额")).toHaveValue("66");
    const other = await page.context().newPage();
    await other.goto("/enterprise");
    await expect(other.getByRole("button", { name: "重试" })).toBeVisible({ timeout: 30_000 });
    await wire("mend");
    await other.getByRole("button", { name: "重试" }).click();
    await expect(other.getByRole("heading", { level: 1 })).toBeVisible({ timeout: 30_000 });
  } finally {
    await wire("mend");
  }
  await signIn(await (await browser.newContext()).newPage(), "regulator");
});

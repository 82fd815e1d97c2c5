import { expect, test } from "@playwright/test";
import { closeBrowsers, demoSigningPassword, officerOf, picture, signedIn } from "./people.ts";

test.afterEach(closeBrowsers);

test("a rejection with coded reasons is read by the enterprise in words, with what it can do about each", async ({
  browser,
}) => {
  const enterprise = await signedIn(browser, "13800000001");
  await enterprise.goto("/enterprise/demands/new");
  await enterprise.getByLabel("需求金额").fill("90");
  await enterprise.getByLabel("期限").fill("12");
  await enterprise.getByLabel("可接受的最高年利率").fill("6.5");
  await enterprise.getByLabel("贷款用途").selectOption({ index: 1 });
  await enterprise.getByRole("radio", { name: /^信用/ }).check();
  await enterprise.getByRole("button", { name: "发布并匹配产品" }).click();
  const best = enterprise.getByRole("article").first();
  const product = (await best.getByRole("heading", { level: 3 }).innerText()).trim();
  await best.getByRole("link", { name: /授权并申请/ }).click();
  await enterprise.getByRole("button", { name: "下一步：阅读授权书" }).click();
  await enterprise.getByRole("checkbox", { name: /我已阅读/ }).check();
  await enterprise.getByLabel("签署密码").fill(demoSigningPassword);
  await enterprise.getByRole("button", { name: "签署授权书" }).click();
  await enterprise.getByRole("link", { name: "返回需求，继续申请" }).click();
  await enterprise
    .getByRole("article")
    .filter({ hasText: product })
    .getByRole("button", { name: /^申请/ })
    .first()
    .click();
  await expect(enterprise).toHaveURL(/\/enterprise\/applications\/[0-9a-f-]{36}/);

  const application = enterprise.url().split("/").at(-1) ?? "";
  const officer = await officerOf(browser, application);
  await officer.goto(`/institution/applications/${application}`);
  await officer.getByRole("radio", { name: "不予通过" }).check();
  await officer.getByRole("checkbox", { name: /R05/ }).check();
  await officer.getByRole("checkbox", { name: /R10/ }).check();
  await officer.getByRole("button", { name: "不予通过", exact: true }).click();
  await officer.getByRole("alertdialog").getByRole("button", { name: "确认不予通过" }).click();
  await expect(officer.getByText("未通过").first()).toBeVisible();

  await enterprise.reload();
  for (const words of [
    "未通过的原因",
    "负债水平较高",
    "结清部分存量贷款",
    "资料不全",
    "补充授权数据项",
  ]) {
    await expect(enterprise.getByText(words).first()).toBeVisible();
  }
  await picture(enterprise, "22-rejected");
});

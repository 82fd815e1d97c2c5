import { expect, test, type Page } from "@playwright/test";
import type { Sql } from "#db/client.ts";
import { demoEnterprise } from "#db/world/accounts.ts";
import { aLoanHistory, aStoredApplication, untilState } from "#lib/lending/factory.ts";
import { aStoredDemand } from "#lib/matching/factory.ts";
import { anAuthorisation, type AuthorisationParts } from "#lib/testing/people.ts";
import { ownerOfStage, signAsStage } from "./backstage.ts";
import { closeBrowsers, demoSigningPassword, picture, signedIn } from "./people.ts";

// One authorisation from the asking to the end of the institution that asked.
test.describe.configure({ mode: "serial" });

/** Of an institution that no other journey needs: at the end it leaves. */
const officerName = "officer12";
let owner: Sql;
let enterprise: Page;
let officer: Page;
let world: Readonly<{
  institutionId: string;
  institutionName: string;
  signer: string;
  productId: string;
  productVersionId: string;
}>;
let application: string;
let onNewGround: string;
let authorisation: string;
let copy: Buffer;

test.beforeAll(async ({ browser }) => {
  await signAsStage();
  owner = await ownerOfStage();
  [enterprise, officer] = await Promise.all([
    signedIn(browser, "13800000001"),
    signedIn(browser, officerName),
  ]);
  const [found] = await owner<(typeof world)[]>`
    select i.id as "institutionId", i.name as "institutionName", s.id as signer, product.id as "productId", v.id as "productVersionId"
    from identity.account p
    join identity.membership m on m.account_id = p.id
    join registry.institution i on i.id = m.institution_id
    join products.product product on product.institution_id = i.id
    join products.product_version v on v.product_id = product.id and v.retired_at is null
    cross join identity.account s
    where p.login_name = ${officerName} and s.login_name = '13800000001'
    order by product.id limit 1`;
  if (!found) throw new Error("the world has no such institution");
  world = found;
  // Played again on the same stage, what was signed the last time would serve as well.
  await owner`
    update consent.authorisation set status = 'withdrawn', withdrawn_at = now()
    where uscc = ${uscc} and institution_id = ${world.institutionId} and status in ('agreed', 'paused')`;
  application = await anAcceptedApplication(
    await aGrant({ maximumQueries: 3, withdrawnAt: new Date() }),
  );
});
test.afterAll(async () => {
  await owner.end();
  await closeBrowsers();
});

const { uscc } = demoEnterprise;

/** An authorisation that the enterprise gave the institution. */
const aGrant = (parts: Partial<AuthorisationParts>) =>
  anAuthorisation(owner, {
    uscc,
    institutionId: world.institutionId,
    signedBy: world.signer,
    ...parts,
  });

async function anAcceptedApplication(authorisationId: string) {
  const demandId = await aStoredDemand(owner, { uscc });
  const history = untilState(aLoanHistory(new Date()), "accepted");
  const id = await aStoredApplication(
    owner,
    { ...world, uscc, demandId, authorisationId },
    history,
  );
  // As long as the platform's own numbers: pages are looked at with them.
  const number = `DK-2026-${id.slice(-6)}`;
  await owner`update lending.application set number = ${number} where id = ${id}`;
  await owner`update matching.demand set number = ${`XQ${number.slice(2)}`} where id = ${demandId}`;
  return id;
}

test("an institution whose authorisation was withdrawn asks for a new one, and says why", async () => {
  await officer.goto(`/institution/applications/${application}/profile`);
  await expect(officer.getByText("企业已撤回授权").first()).toBeVisible();
  await officer.getByRole("link", { name: "请求授权" }).click();
  await expect(officer.getByRole("heading", { level: 1 })).toContainText("请求授权");
  await officer.getByLabel(/给企业的说明/).fill("续审需要近三年的纳税记录");
  await picture(officer, "50-request");
  await officer.getByLabel("查询次数").fill("51");
  await officer.getByRole("button", { name: "发出授权请求" }).click();
  await expect(officer.getByRole("alert").filter({ hasText: "查询次数" })).toBeVisible();
  await officer.getByLabel("查询次数").fill("5");
  await officer.getByRole("button", { name: "发出授权请求" }).click();
  await expect(officer.getByText(/授权请求 .* 已发出/)).toBeVisible();
  await picture(officer, "51-requested");
});

test("the enterprise reads what is asked, agrees with its second password and gets a receipt", async () => {
  await enterprise.goto("/enterprise/authorisations");
  await expect(enterprise.getByText(`${world.institutionName}请求授权`)).toBeVisible();
  await expect(enterprise.getByText("机构说明：续审需要近三年的纳税记录")).toBeVisible();
  await picture(enterprise, "52-asked");
  await enterprise.getByRole("link", { name: /阅读并答复/ }).click();
  await enterprise.getByRole("button", { name: "生成授权书" }).click();
  await expect(enterprise.getByRole("heading", { name: "阅读并签署授权书" })).toBeVisible();
  await expect(enterprise.getByText("最多查询 5 次")).toBeVisible();
  await picture(enterprise, "53-read");
  await enterprise.getByRole("checkbox", { name: /我已阅读/ }).check();
  await enterprise.getByLabel("签署密码").fill(demoSigningPassword);
  await enterprise.getByRole("button", { name: "签署授权书" }).click();
  await expect(enterprise.getByText("签署回执")).toBeVisible();
  authorisation = new URL(enterprise.url()).pathname;
  await picture(enterprise, "54-receipt");
});

test("the signed copy is verified by anybody, and one changed byte is found", async ({
  browser,
}) => {
  const address = await enterprise.getByRole("link", { name: "下载签署副本" }).getAttribute("href");
  const file = await enterprise.request.get(address ?? "");
  expect(file.headers()["content-type"]).toBe("application/pdf");
  copy = await file.body();

  const visitor = await (await browser.newContext()).newPage();
  await check(visitor, copy);
  await expect(visitor.getByText("核验通过：授权书签署副本真实、完整")).toBeVisible();
  await expect(visitor.getByText("生效中")).toBeVisible();
  await picture(visitor, "55-verified");
  const tampered = Buffer.from(copy);
  const place = Math.floor(tampered.length / 3);
  tampered[place] = (tampered[place] ?? 0) ^ 1;
  await check(visitor, tampered);
  await expect(visitor.getByText("核验未通过")).toBeVisible();
  await picture(visitor, "56-tampered");
});

async function check(page: Page, buffer: Buffer) {
  await page.goto("/verify");
  const mimeType = "application/pdf";
  await page
    .getByLabel("文件", { exact: true })
    .setInputFiles({ name: "授权书.pdf", mimeType, buffer });
  await page.getByRole("button", { name: "核验" }).click();
}

test("paused, the officer's look is refused; resumed, the same page opens on asking again", async () => {
  onNewGround = await anAcceptedApplication(authorisation.split("/").at(-1) ?? "");
  await enterprise.goto(authorisation);
  await enterprise.getByRole("button", { name: /^暂停/ }).click();
  await expect(enterprise.getByText("已暂停").first()).toBeVisible();
  await picture(enterprise, "57-paused");
  await officer.goto(`/institution/applications/${onNewGround}/profile`);
  await expect(officer.getByText("企业已暂停授权").first()).toBeVisible();
  await picture(officer, "58-officer-paused");
  await officer.getByRole("button", { name: "重新查询" }).click();
  await expect(officer.getByRole("button", { name: "重新查询" })).toBeEnabled();
  await expect(officer.getByText("企业已暂停授权").first()).toBeVisible();

  await enterprise.getByRole("button", { name: /^恢复/ }).click();
  await expect(enterprise.getByText("生效中").first()).toBeVisible();
  await officer.getByRole("button", { name: "重新查询" }).click();
  await expect(officer.getByText("本次查看已记入企业的访问记录").first()).toBeVisible();
  const looks = await owner<{ verdict: string }[]>`
    select verdict from consent.access_log where application_id = ${onNewGround} order by id`;
  expect(looks.map(({ verdict }) => verdict)).toEqual(["paused", "paused", "granted"]);
});

test("several authorisations are withdrawn at once, with one reason", async () => {
  const others = [await aGrant({}), await aGrant({ stage: "after_loan", maximumQueries: 2 })];
  const numbers = await owner<{ number: string }[]>`
    select number from consent.authorisation where id in ${owner(others)}`;
  await enterprise.goto("/enterprise/authorisations");
  for (const { number } of numbers)
    await enterprise.getByRole("checkbox", { name: `选择授权 ${number}` }).check();
  await enterprise.getByRole("button", { name: "批量撤回" }).click();
  await enterprise.getByLabel(/撤回原因/).fill("不再需要");
  await picture(enterprise, "59-bulk-withdrawal");
  await enterprise.getByRole("button", { name: "确认撤回 2 份" }).click();
  await expect(enterprise.getByText("已撤回 2 份授权。")).toBeVisible();
  await enterprise.goto("/enterprise/authorisations?status=ended");
  for (const { number } of numbers) {
    const row = enterprise.getByRole("row").filter({ hasText: number });
    await expect(row).toContainText("已撤回");
  }
});

test("a regulator states a reason before single looks are shown, and the operator reads it", async ({
  browser,
}) => {
  const regulator = await signedIn(browser, "regulator");
  await regulator.goto("/regulator/access");
  await regulator.getByLabel("金融机构").selectOption({ label: world.institutionName });
  await regulator.getByRole("button", { name: "查阅", exact: true }).click();
  await expect(regulator.getByRole("alert").filter({ hasText: "理由" })).toBeVisible();
  await regulator.getByLabel("查阅理由").fill("核查投诉 2026-031");
  await regulator.getByRole("button", { name: "查阅", exact: true }).click();
  await expect(regulator.getByText(/共显示 \d+ 条/)).toBeVisible();
  await expect(
    regulator.getByRole("cell", { name: /已拒绝：企业已暂停授权/ }).first(),
  ).toBeVisible();
  const trace = regulator.getByRole("table", { name: "监管查阅记录" });
  await expect(trace.getByRole("row").filter({ hasText: "核查投诉 2026-031" })).toHaveCount(1);
  await picture(regulator, "60-inspection");

  const operator = await signedIn(browser, "operator");
  await operator.goto("/operator/institutions");
  await expect(operator.getByRole("cell", { name: "核查投诉 2026-031" })).toBeVisible();
});

test("an institution that leaves takes its authorisations and waiting applications with it", async ({
  browser,
}) => {
  const operator = await signedIn(browser, "operator");
  await operator.goto("/operator/institutions");
  await operator
    .getByRole("button", { name: new RegExp(`退出平台.*${world.institutionName}`) })
    .click();
  await operator.getByLabel("退出原因").fill("合作期满，不再续约");
  const confirm = operator.getByRole("button", { name: "确认退出平台" });
  await expect(confirm).toBeDisabled();
  await operator.getByLabel(/请输入机构全称/).fill(world.institutionName);
  await picture(operator, "61-offboarding");
  await confirm.click();
  await expect(
    operator.getByText(new RegExp(`${world.institutionName}已退出：终止授权`)),
  ).toBeVisible();
  const row = operator.getByRole("row").filter({ hasText: world.institutionName });
  await expect(row.first()).toContainText("退出原因：合作期满，不再续约");
  await picture(operator, "62-institutions");

  await officer.goto("/institution");
  await expect(officer).toHaveURL(/\/sign-in/);
  await enterprise.goto(authorisation);
  await expect(enterprise.getByText("已撤回").first()).toBeVisible();
  await expect(enterprise.getByText("机构退出平台：合作期满，不再续约").first()).toBeVisible();
  await picture(enterprise, "63-ended");
  await enterprise.goto(`/enterprise/applications/${application}`);
  await expect(enterprise.getByText("已终止").first()).toBeVisible();
  await picture(enterprise, "64-closed");
});

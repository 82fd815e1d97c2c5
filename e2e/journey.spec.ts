import { expect, test, type Page } from "@playwright/test";
import { unregisteredEnterprise } from "#db/world/accounts.ts";
import {
  closeBrowsers,
  demoPassword,
  demoSigningPassword,
  officerOf,
  picture,
  signedIn,
} from "./people.ts";

test.afterAll(closeBrowsers);

// One story in order: each step stands on the one before, as a loan does.
test.describe.configure({ mode: "serial" });

/** Passes the length and the alphabet, and fails the check character. */
const wrongCheckCharacter =
  unregisteredEnterprise.uscc.slice(0, 17) +
  (unregisteredEnterprise.uscc.endsWith("0") ? "1" : "0");
/** A code of a real organisation that fails GB 32100. */
const realButFailing = "91350211M0000XUF46";
const phone = "13900000001";

let enterprise: Page;
let officer: Page;
let regulator: Page;
let productName: string;
let disbursedBefore: number;
let applicationAddress: string;

test.beforeAll(async ({ browser }) => {
  enterprise = await (await browser.newContext()).newPage();
  regulator = await signedIn(browser, "regulator");
});

const tile = async (page: Page, label: string) =>
  Number(
    (
      await page
        .locator("main")
        .getByText(label, { exact: true })
        .locator("xpath=../..")
        .innerText()
    )
      .match(/[\d,]+/)?.[0]
      .replaceAll(",", ""),
  );

test("the regulator notes the month's figures before this loan", async () => {
  await regulator.goto("/regulator");
  disbursedBefore = await tile(regulator, "放款");
  expect(disbursedBefore).toBeGreaterThanOrEqual(0);
});

test("a code that breaks a rule is refused by that rule, with the way out", async () => {
  await enterprise.goto("/");
  await picture(enterprise, "00-home");
  await enterprise.goto("/register");
  const code = enterprise.getByLabel("统一社会信用代码");
  for (const [typed, words] of [
    ["9152030", "应为 18 位"],
    ["91520303MA003B1I53", "不是可用字符"],
    [wrongCheckCharacter, "校验码不符"],
  ] as const) {
    await code.fill(typed);
    await code.blur();
    await expect(enterprise.getByText(words).first()).toBeVisible();
  }
  await expect(enterprise.getByRole("link", { name: "申请人工核验" })).toBeVisible();
  await picture(enterprise, "01-register-refused");
});

test("a real code that fails the check is let through by the operator with a reason", async ({
  browser,
}) => {
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(`/code-review?uscc=${realButFailing}`);
  await visitor.getByLabel("企业名称").fill("厦门示例科技有限公司");
  await visitor.getByLabel("联系手机").fill("13911112222");
  await visitor.getByRole("button", { name: "提交核验申请" }).click();
  await expect(visitor.getByText("核验申请已提交")).toBeVisible();

  const operator = await signedIn(browser, "operator");
  await picture(operator, "02-operator");
  await operator.goto("/operator/code-reviews");
  await operator.getByRole("button", { name: "放行该代码" }).click();
  await expect(operator.getByRole("alert").filter({ hasText: "理由" })).toBeVisible();
  await operator.getByLabel("法定代表人").fill("林示例");
  await operator.getByLabel("成立日期").fill("2016-05-01");
  await operator.getByLabel("所在地区").selectOption({ index: 1 });
  await operator.getByLabel("所属行业").selectOption({ index: 1 });
  await operator.getByLabel("理由").fill("已核对营业执照原件");
  await picture(operator, "03-code-review");
  await operator.getByRole("button", { name: "放行该代码" }).click();
  await expect(operator.getByRole("cell", { name: "已放行" })).toBeVisible();

  await visitor.goto("/register");
  await visitor.getByLabel("统一社会信用代码").fill(realButFailing);
  await visitor.getByLabel("统一社会信用代码").blur();
  await expect(visitor.getByText("厦门示例科技有限公司")).toBeVisible();
});

test("a person registers for an enterprise of the registry", async () => {
  await enterprise.goto("/register");
  await enterprise.getByLabel("统一社会信用代码").fill(unregisteredEnterprise.uscc);
  await enterprise.getByLabel("统一社会信用代码").blur();
  await expect(enterprise.getByText(unregisteredEnterprise.name)).toBeVisible();
  await enterprise.getByLabel("法定代表人姓名").fill("写错了");
  await enterprise.getByLabel("经办人姓名").fill("云小帆");
  await enterprise.getByLabel("手机号码").fill(phone);
  await enterprise.getByLabel("登录密码").fill(demoPassword);
  await enterprise.getByLabel("签署密码").fill(demoSigningPassword);
  await enterprise.getByRole("checkbox").check();
  await enterprise.getByRole("button", { name: "注册", exact: true }).click();
  await expect(
    enterprise.getByRole("alert").filter({ hasText: "法定代表人姓名与登记信息不一致" }),
  ).toBeVisible();
  await expect(enterprise.getByLabel("手机号码")).toHaveValue(phone);
  await enterprise.getByLabel("法定代表人姓名").fill(unregisteredEnterprise.legalRepresentative);
  await picture(enterprise, "04-register");
  await enterprise.getByRole("button", { name: "注册", exact: true }).click();
  await expect(enterprise).toHaveURL(/\/enterprise$/);
  await picture(enterprise, "05-enterprise-home");
});

test("it sees which of its data the platform holds, how fresh it is, and its profile in charts", async () => {
  await enterprise.goto("/enterprise/data");
  for (const item of [
    "增值税申报",
    "纳税缴费信用级别",
    "用电缴费",
    "用水缴费",
    "用气缴费",
    "职工社会保险缴纳",
    "住房公积金缴存",
    "行政处罚",
    "失信与异常名单",
  ]) {
    await expect(enterprise.getByText(item).first()).toBeVisible();
  }
  await expect(enterprise.getByText("最新").first()).toBeVisible();
  await expect(enterprise.locator("[role=img] svg").first()).toBeVisible();
  await picture(enterprise, "06-own-profile");
});

test("it posts a demand; wrong values are refused at their field and nothing typed is lost", async () => {
  await enterprise.goto("/enterprise/demands/new");
  await enterprise.getByLabel("需求金额").fill("0");
  await enterprise.getByLabel("期限").fill("12");
  await enterprise.getByLabel("可接受的最高年利率").fill("6.5");
  await enterprise.getByLabel("贷款用途").selectOption({ label: "采购原材料、备货" });
  await enterprise.getByRole("radio", { name: /^信用/ }).check();
  await enterprise.getByRole("button", { name: "发布并匹配产品" }).click();
  await expect(enterprise.getByRole("alert").filter({ hasText: "需求金额应在" })).toBeVisible();
  await enterprise.getByLabel("需求金额").fill("99999999999");
  await enterprise.getByRole("button", { name: "发布并匹配产品" }).click();
  await expect(enterprise.getByRole("alert").filter({ hasText: "需求金额应在" })).toBeVisible();
  await expect(enterprise.getByLabel("期限")).toHaveValue("12");
  await picture(enterprise, "07-demand-refused");
  await enterprise.getByLabel("需求金额").fill("100");
  await enterprise.getByRole("button", { name: "发布并匹配产品" }).dblclick();
  // Every product is matched and drawn; on a busy machine that takes longer than a click.
  await expect(enterprise).toHaveURL(/\/enterprise\/demands\/[0-9a-f-]{36}/, { timeout: 30_000 });
  await expect(enterprise.getByRole("heading", { name: /可申请/ }).first()).toBeVisible();
  const address = enterprise.url();
  await enterprise.goto("/enterprise/demands");
  await expect(
    enterprise.getByRole("list", { name: "融资需求列表" }).getByRole("listitem"),
  ).toHaveCount(1);
  await enterprise.goto(address);
});

test("it sees every product in one of three groups, each with its reasons, and why they rank as they do", async () => {
  for (const heading of [/^可申请/, /^补充后可申请/, /^暂不符合/]) {
    await expect(enterprise.getByRole("heading", { level: 2, name: heading })).toBeVisible();
  }
  const first = enterprise.getByRole("article").first();
  productName = (await first.getByRole("heading", { level: 3 }).innerText()).trim();
  await expect(first.getByText(/为什么排第 1/)).toBeVisible();
  await expect(enterprise.getByText(/要求/).first()).toBeVisible();
  await expect(enterprise.getByText(/本企业：/).first()).toBeVisible();
  await picture(enterprise, "08-match");
});

test("it authorises one institution: reads the document, signs with its second password, gets a receipt", async () => {
  await enterprise
    .getByRole("link", { name: new RegExp(`授权并申请.*${productName}`) })
    .first()
    .click();
  await expect(enterprise.getByRole("heading", { name: "新增授权" })).toBeVisible();
  await enterprise.getByLabel("查询次数").fill("2");
  await picture(enterprise, "09-authorise");
  await enterprise.getByRole("button", { name: "下一步：阅读授权书" }).click();
  await expect(enterprise.getByRole("heading", { name: "阅读并签署授权书" })).toBeVisible();
  await expect(enterprise.getByText("最多查询 2 次")).toBeVisible();
  await enterprise.getByRole("checkbox", { name: /我已阅读/ }).check();
  await enterprise.getByLabel("签署密码").fill("wrong-password-1");
  await enterprise.getByRole("button", { name: "签署授权书" }).click();
  await expect(enterprise.getByRole("alert").filter({ hasText: "签署密码不正确" })).toBeVisible();
  await enterprise.getByLabel("签署密码").fill(demoSigningPassword);
  await enterprise.getByRole("button", { name: "签署授权书" }).click();
  await expect(enterprise.getByText("签署回执")).toBeVisible();
  await expect(enterprise.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  await picture(enterprise, "10-receipt");
});

test("it applies once, however often it clicks", async () => {
  await enterprise.getByRole("link", { name: "返回需求，继续申请" }).click();
  const apply = enterprise
    .getByRole("article")
    .filter({ hasText: productName })
    .getByRole("button", { name: /^申请/ });
  await apply.dblclick();
  await expect(enterprise).toHaveURL(/\/enterprise\/applications\/[0-9a-f-]{36}/);
  await picture(enterprise, "11-application");
  applicationAddress = new URL(enterprise.url()).pathname;
  await enterprise.goto("/enterprise/applications");
  await expect(
    enterprise.getByRole("list", { name: "申请列表" }).getByRole("listitem"),
  ).toHaveCount(1);
});

test("a loan officer finds it in the inbox, accepts it and opens the profile through the gate", async ({
  browser,
}) => {
  officer = await officerOf(browser, applicationAddress.split("/").at(-1) ?? "");
  await picture(officer, "12-inbox");
  await officer.goto(`/institution/applications/${applicationAddress.split("/").at(-1)}`);
  await officer.getByRole("button", { name: "受理申请" }).click();
  await expect(officer.getByText("审批通过须以最新数据的评分为依据")).toBeVisible();
  await picture(officer, "13-officer-application");
  await officer.getByRole("link", { name: "打开信用档案（使用 1 次查询）" }).first().click();
  await expect(officer.getByText("本次查看已记入企业的访问记录").first()).toBeVisible();
  for (const words of ["银税互动评分", "建议额度", "不构成《征信业务管理办法》"]) {
    await expect(officer.getByText(words).first()).toBeVisible();
  }
  await picture(officer, "14-officer-profile");
});

test("the officer approves, records contract and disbursement, and the enterprise follows each step", async () => {
  const address = `/institution/applications/${applicationAddress.split("/").at(-1)}`;
  await officer.goto(address);
  await officer.getByLabel("授信金额").fill("99999");
  await confirm(officer, "审批通过", "确认通过");
  await expect(officer.getByRole("alert").filter({ hasText: "授信金额" })).toBeVisible();
  await officer.getByLabel("授信金额").fill("80");
  await picture(officer, "15-decide");
  await confirm(officer, "审批通过", "确认通过");
  await expect(officer.getByLabel("合同编号")).toBeVisible();
  await officer.getByLabel("合同编号").fill("HT-2026-0001");
  await confirm(officer, "登记合同", "确认登记");
  await expect(officer.getByLabel("放款金额")).toBeVisible();
  await confirm(officer, "登记放款", "确认登记");
  await expect(officer.getByLabel("结清日期")).toBeVisible();
  await picture(officer, "16-disbursed");

  await enterprise.goto(applicationAddress);
  for (const step of ["提交申请", "机构受理", "审批通过", "签订合同", "放款"]) {
    await expect(enterprise.getByText(new RegExp(step)).first()).toBeVisible();
  }
  await expect(enterprise.getByText("已放款").first()).toBeVisible();
  await picture(enterprise, "17-timeline");
});

test("the month's figures of the regulator include this loan", async () => {
  await regulator.reload();
  expect(await tile(regulator, "放款")).toBe(disbursedBefore + 1);
  for (const words of [
    "信用贷款占比",
    "首贷户占比",
    "平均放款利率",
    "申请到放款平均",
    "按地区",
    "按行业",
    "按机构",
  ]) {
    await expect(regulator.getByText(words).first()).toBeVisible();
  }
  await expect(regulator.locator("[role=img] svg")).toHaveCount(4);
  await picture(regulator, "18-regulator");
});

test("it withdraws the authorisation; the officer's next look is refused and the log shows every look", async () => {
  await enterprise.goto("/enterprise/authorisations");
  await picture(enterprise, "19-authorisations");
  await enterprise.getByRole("row").filter({ hasText: "贷前" }).getByRole("link").click();
  await enterprise.getByRole("button", { name: "撤回授权" }).click();
  await enterprise.getByRole("button", { name: "确认撤回" }).click();
  await expect(enterprise.getByText("已撤回").first()).toBeVisible();

  await officer.goto(`/institution/applications/${applicationAddress.split("/").at(-1)}/profile`);
  await expect(officer.getByText("企业已撤回授权").first()).toBeVisible();
  await expect(officer.getByText("银税互动评分")).toHaveCount(0);
  await picture(officer, "20-officer-refused");

  await enterprise.goto("/enterprise/access-log");
  await expect(enterprise.getByRole("cell", { name: "已放行" }).first()).toBeVisible();
  await expect(enterprise.getByRole("cell", { name: "已拒绝：企业已撤回授权" })).toBeVisible();
  await picture(enterprise, "21-access-log");
});

async function confirm(page: Page, button: string, answer: string) {
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: answer }).click();
}

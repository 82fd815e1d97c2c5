import { generateKeyPairSync } from "node:crypto";
import { expect, test, type Page } from "@playwright/test";
import {
  get,
  getToken,
  pushPath,
  signedPost,
  type PlatformClient,
} from "#sandbox/department/platform-client.ts";
import type { Sql } from "#db/client.ts";
import { itemOf, type ItemId } from "#lib/intake/catalogue.ts";
import { addMonths } from "#lib/kernel/calendar.ts";
import { signerOf } from "#lib/kernel/signing.ts";
import { anAuthorisation } from "#lib/testing/people.ts";
import { backstage, ownerOfStage, signAsStage } from "./backstage.ts";
import { closeBrowsers, picture, signedIn } from "./people.ts";
import { stagePort } from "./stage-ports.ts";

// Each step stands on the one before: what is sent is corrected, counted and pulled again.
test.describe.configure({ mode: "serial" });

let owner: Sql;
let tax: Page;
let officer: Page;
let sandboxUrl: string;
/** Somebody whose declarations the world knows, and no other journey speaks of. */
let firm: Readonly<{ uscc: string; first: string; last: string }>;

test.beforeAll(async ({ browser }) => {
  await signAsStage();
  owner = await ownerOfStage();
  ({ sandboxUrl } = await backstage());
  [tax, officer] = await Promise.all([
    signedIn(browser, "department"),
    signedIn(browser, "officer"),
  ]);
  const [found] = await owner<(typeof firm)[]>`
    select r.uscc, to_char(min(r.period), 'YYYY-MM') as first, to_char(max(r.period), 'YYYY-MM') as last
    from credit.record r join registry.enterprise e on e.uscc = r.uscc and e.status = 'operating'
    where r.item = 'vat_declaration' and r.superseded_at is null
    group by r.uscc having count(*) >= 12 order by r.uscc desc limit 1`;
  if (!found) throw new Error("the world has no declarations");
  firm = found;
});
test.afterAll(async () => {
  await owner.end();
  await closeBrowsers();
});

const turn = (departmentId: string, knobs: string) =>
  fetch(`${sandboxUrl}/${departmentId}/knobs?${knobs}`, { method: "POST" });

/** What is asked for, and how each of its departments behaves. */
const sources = {
  electricity: {
    department: "power_grid",
    knobs: `deny=${encodeURIComponent("该户数据正在核查")}`,
  },
  water: { department: "water_company", knobs: "delayMs=30000" },
  gas: { department: "gas_company", knobs: "stop=true" },
  housing_fund: { department: "housing_fund_centre", knobs: "" },
} as const satisfies Partial<Record<ItemId, unknown>>;

test("an officer asks departments about one enterprise, and each source answers for itself", async () => {
  const [officerOf] = await owner<{ institutionId: string; signer: string }[]>`
    select m.institution_id as "institutionId", s.account_id as signer
    from identity.account p join identity.membership m on m.account_id = p.id
    cross join lateral (select account_id from identity.membership where role = 'enterprise' limit 1) s
    where p.login_name = 'officer'`;
  if (!officerOf) throw new Error("the world has no such officer");
  const held = await anAuthorisation(owner, {
    uscc: firm.uscc,
    institutionId: officerOf.institutionId,
    signedBy: officerOf.signer,
    items: Object.keys(sources),
  });
  // Played again on the same stage, a department's breaker may still be open.
  await owner`delete from intake.source`;
  for (const { department, knobs } of Object.values(sources)) await turn(department, knobs);

  const pullAddress = `/institution/pulls/${held}`;
  await officer.goto("/institution/authorisations");
  await expect(officer.locator(`a[href="${pullAddress}"]`)).toBeAttached();
  await officer.goto(pullAddress);
  await officer.getByRole("button", { name: "向各部门查询" }).click();
  await expect(row(officer, "electricity")).toContainText("部门未放行：该户数据正在核查");
  await expect(row(officer, "housing_fund")).toContainText("已取得");
  await expect(row(officer, "water")).toContainText("查询中");
  await picture(officer, "30-pull-under-way");
});

const row = (page: Page, item: keyof typeof sources) =>
  page
    .getByRole("table")
    .getByRole("row")
    .filter({ hasText: itemOf(item).name });

/** The department's own template, filled: titles by their beginning. */
async function fileOf(page: Page, rows: readonly Readonly<Record<string, string>>[]) {
  const answer = await page.request.get(
    "/department/upload/template?item=vat_declaration&format=csv",
  );
  const [formats = "", titles = ""] = (await answer.text()).replace("\uFEFF", "").split(/\r?\n/);
  const lines = rows.map((cells) =>
    titles
      .split(",")
      .map((title) => Object.entries(cells).find(([name]) => title.startsWith(name))?.[1] ?? "")
      .join(","),
  );
  return Buffer.from([formats, titles, ...lines, ""].join("\n"));
}

const declaration = (uscc: string, month: string, sales: string) => ({
  统一社会信用代码: uscc,
  所属期: month,
  申报销售额: sales,
  应纳税额: "3000",
  实缴税额: "3000",
  期末欠税: "0",
  逾期申报天数: "0",
});

async function upload(page: Page, name: string, buffer: Buffer) {
  await page.goto("/department/upload");
  await page.getByLabel("数据项").selectOption({ label: "增值税申报" });
  await page.getByLabel(/^文件/).setInputFiles({ name, mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "上传并校验" }).click();
}

test("a department's file lands, and every row of it is accounted for", async () => {
  const earlier = addMonths(firm.first, -1);
  const wrongCode = firm.uscc.slice(0, 17) + (firm.uscc.endsWith("0") ? "1" : "0");
  const buffer = await fileOf(tax, [
    declaration(firm.uscc, earlier, "100000.00"),
    declaration(firm.uscc, earlier, "100000.00"),
    declaration(firm.uscc, firm.last, "7654321.09"),
    declaration(firm.uscc, addMonths(earlier, -1), "约十万"),
    declaration(wrongCode, firm.last, "100000.00"),
  ]);
  await tax.goto("/department");
  await picture(tax, "31-department");
  await tax.goto("/department/upload");
  await tax.getByRole("button", { name: "上传并校验" }).click();
  await expect(tax.getByText("请选择数据项。")).toBeVisible();
  await picture(tax, "32-upload-refused");
  await upload(tax, "增值税申报-十一月.csv", buffer);
  await expect(tax.getByText("已入库，其中 2 行被隔离")).toBeVisible({ timeout: 30_000 });
  await expect(tax.getByText("接收 5 = 新增 1 + 更正 1 + 重复 1 + 隔离 2（行）")).toBeVisible();
  await picture(tax, "33-upload-landed");

  await upload(tax, "又一次.csv", buffer);
  await expect(tax.getByText("这份内容此前已经入库，数据没有变化")).toBeVisible();
  await tax.getByRole("link", { name: /查看批次/ }).click();
  await expect(tax.getByRole("heading", { level: 1 })).toContainText("增值税申报");
  await picture(tax, "34-batch");
});

test("it takes the quarantined rows away as a file, corrects one and gives the other up", async () => {
  const file = await tax.request.get(`${tax.url()}/export`);
  expect(file.headers()["content-disposition"]).toContain(".csv");
  const text = await file.text();
  for (const words of ["约十万", "校验"]) expect(text).toContain(words);

  const batch = tax.url();
  await tax
    .getByRole("row")
    .filter({ hasText: "约十万" })
    .getByRole("link", { name: /更正/ })
    .click();
  await expect(tax.getByLabel(/^申报销售额/)).toHaveValue("约十万");
  await picture(tax, "35-correction");
  await tax.getByRole("button", { name: "提交更正" }).click();
  await expect(tax.getByRole("alert").filter({ hasText: "申报销售额" })).toBeVisible();
  await tax.getByLabel(/^申报销售额/).fill("98000");
  await tax.getByRole("button", { name: "提交更正" }).click();
  await expect(tax.getByText("已更正并入库")).toBeVisible({ timeout: 30_000 });
  await picture(tax, "36-corrected");

  await tax.goto(batch);
  await tax.getByRole("link", { name: /行：更正/ }).click();
  await tax.getByText("这一行不再报送").click();
  await tax.getByLabel("原因").fill("代码抄录有误，企业未登记");
  await tax.getByRole("button", { name: "标记为不再报送" }).click();
  await expect(tax.getByText("由本部门标记")).toBeVisible();
  await tax.goto(batch);
  await expect(tax.getByText("没有待更正的行")).toBeVisible();
  const [kept] = await owner<{ fen: number }[]>`
    select amount_fen as fen from credit.record
    where uscc = ${firm.uscc} and item = 'vat_declaration' and superseded_at is null
      and period = ${`${addMonths(firm.first, -2)}-01`}`;
  expect(kept?.fen).toBe(9_800_000);
});

test("it reads how well its data arrives, down to the rows behind a figure, and takes the report away", async () => {
  await tax.goto("/department/quality");
  await expect(tax.getByText("合规率").first()).toBeVisible();
  await picture(tax, "37-quality");
  for (const [format, beginning] of [
    ["xlsx", "PK"],
    ["pdf", "%PDF"],
  ] as const) {
    const address = await tax
      .getByRole("link", { name: `通报 ${format.toUpperCase()}` })
      .getAttribute("href");
    const file = await tax.request.get(address ?? "");
    expect(file.status()).toBe(200);
    expect((await file.body()).toString("latin1", 0, 4)).toContain(beginning);
  }
  await tax
    .getByRole("table", { name: "按数据项" })
    .locator("a[href*='figure=quarantined']")
    .first()
    .click();
  await expect(tax.getByRole("heading", { level: 1 })).toContainText("隔离的行");
  await expect(tax.getByRole("table").getByRole("row").nth(1)).toBeVisible();
  await picture(tax, "38-quality-rows");
});

test("it finds how its program may push, and the catalogue of what is shared", async () => {
  await tax.goto("/department/api-access");
  await expect(tax.getByText("X-Signature").first()).toBeVisible();
  await picture(tax, "39-api-access");
  await tax.goto("/department/catalogue");
  await expect(tax.getByText("增值税申报").first()).toBeVisible();
  await picture(tax, "40-catalogue");
});

test("the operator lets a program of it in, which pushes what the department then reads", async ({
  browser,
}) => {
  const der = generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" });
  const signer = signerOf(der.toString("base64"));
  const operator = await signedIn(browser, "operator");
  await operator.goto("/operator/clients");
  await operator.getByLabel("程序名称").fill("税务数据报送程序");
  await operator.getByLabel("所属单位").selectOption({ label: "税务局" });
  await operator.getByLabel("签名公钥").fill("不是公钥");
  await operator.getByRole("button", { name: "登记程序" }).click();
  await expect(operator.getByRole("alert").filter({ hasText: "公钥" })).toBeVisible();
  await operator.getByLabel("签名公钥").fill(signer.publicKey.spki);
  await operator.getByRole("button", { name: "登记程序" }).click();
  await expect(operator.getByText("程序已登记，密钥只显示这一次")).toBeVisible();
  const handed = async (label: string) =>
    operator
      .getByText(label)
      .locator("xpath=../dd//span[contains(@class, 'font-mono')]")
      .innerText();
  const client: PlatformClient = {
    url: `http://localhost:${stagePort}`,
    clientId: await handed("客户端编号（client_id）"),
    secret: await handed("客户端密钥（client_secret）"),
    signer,
  };
  await operator.getByRole("button", { name: "已经保存，登记下一个" }).click();
  await picture(operator, "42-clients");

  const token = await getToken(client);
  const body = await fileOf(tax, [declaration(firm.uscc, addMonths(firm.first, -3), "120000")]);
  const pushed = await signedPost(client, { token, path: pushPath("vat_declaration"), body });
  expect(pushed.status).toBe(202);
  const where = pushed.headers.get("location") ?? "";
  await expect
    .poll(
      async () => ((await (await get(client, token, where)).json()) as { status: string }).status,
    )
    .toBe("landed");
  await tax.goto("/department/batches");
  await expect(tax.getByText(/接口推送/).first()).toBeVisible();

  const row = operator.getByRole("row").filter({ hasText: client.clientId });
  await row.getByRole("button", { name: "停用" }).click();
  await operator.getByRole("alertdialog").getByRole("button", { name: /停用/ }).click();
  await expect(row).toContainText("已停用");
  expect((await get(client, token, where)).status).toBe(401);
});

test("a source that is late or down holds up no other, and the officer reads why", async () => {
  test.setTimeout(90_000);
  await expect(officer.getByText("查询中")).toHaveCount(0, { timeout: 60_000 });
  await expect(row(officer, "water")).toContainText("部门未在时限内应答");
  await expect(row(officer, "gas")).toContainText("无法连接部门接口");
  await picture(officer, "41-pull-answered");
  for (const { department } of Object.values(sources)) await turn(department, "");
});

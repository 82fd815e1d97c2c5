import { timeText } from "../kernel/calendar.ts";
import type { AccessLog, Events, Receipts, Scores, Statement } from "./contents.ts";
import { bundlePaths } from "./model.ts";

type Shown = Readonly<{
  about: Omit<Statement, "files">;
  receipts: Receipts;
  access: AccessLog;
  scores: Scores;
  events: Events;
  keyId: string;
}>;

const parties = { enterprise: "企业", institution: "金融机构", platform: "平台" } as const;

/** The page that explains a bundle to whoever opens it, without a program of ours. */
export function guide({ about, receipts, access, scores, events, keyId }: Shown): string {
  const { application, enterprise, institution, madeAt, madeFor } = about;
  return page(`证据包 · ${application.number}`, [
    table(
      "本证据包",
      ["项目", "内容"],
      [
        ["申请编号", application.number],
        ["企业", `${enterprise.name}（${enterprise.uscc}）`],
        ["金融机构", `${institution.name}（${institution.uscc}）`],
        ["出具时间", time(madeAt)],
        ["出具给", madeFor === "enterprise" ? "企业" : "金融机构"],
        ["签名密钥", keyId],
      ],
    ),
    table(
      "授权书",
      ["编号", "签署时间", "文件", "授权内容摘要（SHA-256）"],
      receipts.signings.map(({ number, signedAt, path, artefactHash }) => [
        number,
        time(signedAt),
        path,
        artefactHash,
      ]),
    ),
    table(
      "办理过程",
      ["序号", "事项", "时间", "办理方"],
      events.map(({ seq, label, at, by }) => [String(seq), label, time(at), parties[by]]),
    ),
    table(
      "访问记录",
      ["时间", "用途", "结果", "依据的授权书", "审计链行号"],
      access.map(({ at, purpose, verdictLabel, authorisationNumber, chainSeq }) => [
        time(at),
        purpose,
        verdictLabel,
        authorisationNumber ?? "—",
        String(chainSeq ?? "—"),
      ]),
    ),
    table(
      "评分",
      ["时间", "评分卡", "总分", "等级", "输入数据"],
      scores.map(({ scoredAt, cardId, cardVersion, total, grade, facts }) => [
        time(scoredAt),
        `${cardId}（第 ${cardVersion} 版）`,
        String(total),
        grade,
        facts ? "在本证据包内" : "保存期已满，已删除",
      ]),
    ),
    table("文件", ["文件", "内容"], fileRows),
    verification,
  ]);
}

const fileRows = [
  [bundlePaths.manifest, "清单：其余每个文件的字节数与 SHA-256 摘要，以及平台对清单的数字签名"],
  ["authorisations/", "授权书签署副本：原文件之后附有授权内容、数字签名和公钥"],
  [bundlePaths.receipts, "签署回执与状态变更；每次查询所得数据的保存与删除情况"],
  [bundlePaths.access, "金融机构为本申请进行的每一次查询，包括被拒绝的"],
  [
    bundlePaths.chain,
    "上述查询在企业审计链中的原始记录；其间其他记录只列哈希值，不含内容；链尾由平台签名",
  ],
  [bundlePaths.scores, "评分的输入数据、结果和理由"],
  [bundlePaths.events, "申请的每一步：时间、办理方和决定"],
];

const verification = `<h2>如何核验</h2>
<p>在平台的公开核验页面（/verify）上传整个 ZIP 文件；或在平台程序的目录中离线核验，无须联网或数据库：</p>
<pre>npm run verify -- 证据包.zip --key 平台公钥</pre>
<p>核验包括：清单签名、每个文件的摘要、每份授权书的签名与文件摘要、访问记录与审计链是否一致且连续、评分能否由输入数据逐位重算。请勿解压后重新打包：重新打包的文件不再是原件。</p>`;

function page(title: string, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>
body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:15px/1.7 "Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;color:#1f2937}
h1{font-size:1.4rem;font-weight:600}h2{font-size:1.05rem;font-weight:600;margin-top:2rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #e5e7eb;overflow-wrap:anywhere}
th{font-weight:500;color:#4b5563;white-space:nowrap}pre{background:#f3f4f6;padding:.8rem;overflow-x:auto}
</style>
</head>
<body>
<h1>${escape(title)}</h1>
${parts.join("\n")}
</body>
</html>
`;
}

function table(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (tag: "th" | "td", cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${escape(cell)}</${tag}>`).join("")}</tr>`;
  const body = rows.length > 0 ? rows.map((row) => line("td", row)).join("\n") : "";
  return `<h2>${escape(title)}</h2>
<table>
<thead>${line("th", heads)}</thead>
<tbody>
${body || `<tr><td colspan="${heads.length}">无</td></tr>`}
</tbody>
</table>`;
}

const time = (instant: string): string => timeText(new Date(instant));
const escape = (value: string): string =>
  value.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

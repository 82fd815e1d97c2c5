import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { CodeBlock } from "./code-block.tsx";

type Props = Readonly<{
  /** Where the platform answers, without a path. */
  platform: string;
  items: readonly Readonly<{ id: string; name: string }>[];
}>;

/** How a department's program pushes a batch, as commands that can be run as they stand. */
export function ApiGuide({ platform, items }: Props) {
  return (
    <>
      <Card>
        <CardHeader
          title="怎样签名"
          description="每次提交用登记的密钥签名，平台据此确认内容来自本部门且未被改动。"
        />
        <CardBody className="grid gap-4 text-sm">
          <p>
            待签名的文本为以下五行，以换行符（LF）连接，末尾没有换行。
            路径含查询参数，与实际发送的一字不差；时间与平台相差不得超过 15 分钟。
          </p>
          <CodeBlock label="待签名文本" code={canonical} />
          <ul className="list-disc space-y-1 pl-5">
            <li>
              <code>X-Timestamp</code>：带时区的时间，例如 <code>2026-11-21T09:30:00+08:00</code>。
            </li>
            <li>
              <code>Idempotency-Key</code>
              ：每个批次一个，8 至 128 个字母、数字或 . _ -。网络中断时用同一个 key
              重发，不会重复入库；同一个 key 换了内容会被拒收（409）。
            </li>
            <li>
              <code>X-Signature</code>：签名值的 Base64。SM2 签名为 DER 编码，摘要算法 SM3，用户标识
              1234567812345678。
            </li>
          </ul>
        </CardBody>
      </Card>
      <Card>
        <CardHeader title="示例" description="在装有 OpenSSL 3 与 curl 的终端可直接运行。" />
        <CardBody className="grid gap-5">
          <Step title="一、生成密钥（一次），将公钥交平台运营登记">
            <CodeBlock label="生成密钥的命令" code={generate} />
          </Step>
          <Step title="二、取得令牌、签名、推送">
            <CodeBlock label="推送的命令" code={push(platform, items[0]?.id ?? "vat_declaration")} />
          </Step>
          <Step title="三、查询结果">
            <CodeBlock label="查询结果的命令" code={poll} />
          </Step>
        </CardBody>
      </Card>
      <Card>
        <CardBody>
          <Disclosure summary="数据项编号（item）">
            <DataTable
              caption="数据项编号"
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                { key: "name", header: "数据项", rowHeader: true, cell: ({ name }) => name },
                { key: "id", header: "item", cell: ({ id }) => <code className="text-xs">{id}</code> },
              ]}
            />
          </Disclosure>
        </CardBody>
      </Card>
    </>
  );
}

function Step({ title, children }: Readonly<{ title: string; children: ReactNode }>) {
  return (
    <div className="grid min-w-0 gap-2">
      <h3 className="text-sm font-medium text-slate-900">{title}</h3>
      {children}
    </div>
  );
}

const canonical = `POST
/api/v1/intake/batches?item=<数据项编号>
<X-Timestamp>
<Idempotency-Key>
<正文的 SHA-256，小写十六进制>`;

const generate = `# Ed25519
openssl genpkey -algorithm ED25519 -out key.pem
# 或 SM2
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:SM2 -out key.pem
# 公钥
openssl pkey -in key.pem -pubout`;

const push = (platform: string, item: string): string => `PLATFORM=${platform}
CLIENT=<客户端编号>
SECRET=<客户端密钥>
FILE=data.csv

TOKEN=$(curl -s -u "$CLIENT:$SECRET" -d grant_type=client_credentials \\
  "$PLATFORM/api/v1/token" | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

TARGET="/api/v1/intake/batches?item=${item}"
TIME=$(date -u +%Y-%m-%dT%H:%M:%SZ)
KEY=$(openssl rand -hex 16)
HASH=$(openssl dgst -sha256 -r "$FILE" | cut -d' ' -f1)
printf 'POST\\n%s\\n%s\\n%s\\n%s' "$TARGET" "$TIME" "$KEY" "$HASH" > request.txt

# Ed25519
openssl pkeyutl -sign -inkey key.pem -rawin -in request.txt -out request.sig
# SM2：openssl pkeyutl -sign -inkey key.pem -rawin -digest sm3 \\
#   -pkeyopt distid:1234567812345678 -in request.txt -out request.sig

curl -i "$PLATFORM$TARGET" --data-binary @"$FILE" \\
  -H "Content-Type: application/octet-stream" \\
  -H "Authorization: Bearer $TOKEN" \\
  -H "X-Timestamp: $TIME" \\
  -H "Idempotency-Key: $KEY" \\
  -H "X-Signature: $(openssl base64 -A -in request.sig)"`;

const poll = `# 推送应答 202，Location 即查询地址
curl -s -H "Authorization: Bearer $TOKEN" "$PLATFORM/api/v1/intake/batches/<id>"`;

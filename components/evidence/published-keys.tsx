import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Copyable } from "#components/ui/copyable.tsx";

type Props = Readonly<{
  keys: readonly Readonly<{ keyId: string; algorithm: string; spki: string }>[];
}>;

/** The platform's public keys, and how to verify without the platform. */
export function PublishedKeys({ keys }: Props) {
  return (
    <Card>
      <CardHeader title="离线核验" description="不依赖本网站，也不需要网络或数据库" />
      <CardBody className="grid gap-4 text-sm">
        <p className="text-slate-700">
          取得平台程序后，用下面公布的公钥核验。公钥也可从{" "}
          <a href="/api/verify" className="text-primary underline underline-offset-4">
            /api/verify
          </a>{" "}
          下载；请通过另一渠道核对密钥编号。
        </p>
        <pre className="overflow-x-auto rounded-md bg-slate-100 p-3 font-mono text-xs" tabIndex={0}>
          npm run verify -- 授权书.pdf --key 公钥
        </pre>
        <ul className="grid gap-3">
          {keys.map(({ keyId, algorithm, spki }) => (
            <li key={keyId} className="grid gap-0.5">
              <span className="text-muted-foreground text-xs">
                {algorithm} · 密钥编号 <span className="font-mono">{keyId}</span>
              </span>
              <Copyable value={spki} label={`公钥 ${keyId}`} />
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

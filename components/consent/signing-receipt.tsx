import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { PrintButton } from "#components/lending/print-button.tsx";
import { capacityLabels, type SignerCapacity } from "#lib/consent/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";

type Props = Readonly<{
  authorisation: Readonly<{
    number: string;
    signer: string | null;
    signedAt: Date;
    signatureAlgorithm: string | null;
    signatureKeyId: string | null;
    /** null: what was signed cannot be read. */
    signed: Readonly<{
      capacity: SignerCapacity;
      document: Readonly<{ sha256: string; sm3: string }>;
    }> | null;
  }>;
  onward: Readonly<{ demand: string; version: string }>;
}>;

/** What the enterprise keeps: number, time, and the fingerprints of the very file it signed. */
export function SigningReceipt({ authorisation, onward }: Props) {
  const { number, signer, signedAt, signed, signatureAlgorithm, signatureKeyId } = authorisation;
  const check = new URLSearchParams({ number, ...(signed ? { hash: signed.document.sm3 } : {}) });
  return (
    <Card>
      <CardHeader
        title="签署回执"
        description="以下指纹由授权书文件算出，改动一个字即不相同。"
        actions={
          <>
            <Button asChild variant="secondary">
              <AppLink href={`/verify?${check.toString()}`}>核验</AppLink>
            </Button>
            <PrintButton />
            {onward.demand ? (
              <Button asChild>
                <AppLink href={`/enterprise/demands/${onward.demand}?version=${onward.version}`}>
                  返回需求，继续申请
                </AppLink>
              </Button>
            ) : null}
          </>
        }
      />
      <CardBody>
        <DescriptionList
          columns={3}
          items={[
            { term: "授权书编号", detail: <Copyable value={number} label="授权书编号" /> },
            {
              term: "签署人",
              detail: signed ? `${signer ?? "—"}（${capacityLabels[signed.capacity]}）` : signer,
            },
            { term: "签署时间", detail: timeText(signedAt) },
            { term: "签名算法", detail: signatureAlgorithm },
            {
              term: "密钥编号",
              detail: signatureKeyId && <Copyable value={signatureKeyId} label="密钥编号" />,
            },
            ...(signed
              ? [
                  {
                    term: "文件指纹（SM3）",
                    detail: <Copyable value={signed.document.sm3} label="文件指纹 SM3" />,
                    wide: true,
                  },
                  {
                    term: "文件指纹（SHA-256）",
                    detail: <Copyable value={signed.document.sha256} label="文件指纹 SHA-256" />,
                    wide: true,
                  },
                ]
              : []),
          ]}
        />
      </CardBody>
    </Card>
  );
}

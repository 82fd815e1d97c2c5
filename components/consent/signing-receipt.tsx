import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { timeText } from "#lib/kernel/calendar.ts";

type Props = Readonly<{
  authorisation: Readonly<{
    number: string;
    signer: string | null;
    signedAt: Date | null;
    documentHash: string;
  }>;
  onward: Readonly<{ demand: string; version: string }>;
}>;

/** What the enterprise keeps: number, time and the hash of the very text it signed. */
export function SigningReceipt({ authorisation, onward }: Props) {
  const { number, signer, signedAt, documentHash } = authorisation;
  return (
    <Card>
      <CardHeader
        title="签署回执"
        description="以下指纹由授权书全文算出，改动一个字即不相同。"
        actions={
          onward.demand ? (
            <Button asChild>
              <AppLink href={`/enterprise/demands/${onward.demand}?version=${onward.version}`}>
                返回需求，继续申请
              </AppLink>
            </Button>
          ) : undefined
        }
      />
      <CardBody>
        <DescriptionList
          columns={3}
          items={[
            { term: "授权书编号", detail: <Copyable value={number} label="授权书编号" /> },
            { term: "签署人", detail: signer },
            { term: "签署时间", detail: signedAt ? timeText(signedAt) : null },
            {
              term: "授权书指纹（SHA-256）",
              detail: <Copyable value={documentHash} label="授权书指纹" />,
              wide: true,
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}

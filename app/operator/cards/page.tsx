import { PageHeader } from "#components/layout/page-header.tsx";
import { CardTable } from "#components/scoring/card-table.tsx";
import { AppLink, TextLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { BUILT_IN, listCards } from "#lib/scoring/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "评分卡" };

const path = "/operator/cards";

export default async function CardsPage() {
  const cards = await read(listCards);
  return (
    <>
      <PageHeader
        title="评分卡"
        description="平台评分卡。新卡经两人复核后与冠军并行评分，再经两人复核才能晋升。"
        actions={
          <Button asChild>
            <AppLink href={`${path}/new`}>导入评分卡</AppLink>
          </Button>
        }
      />
      <Card>
        <CardTable cards={cards} path={path} />
      </Card>
      <Card>
        <CardHeader title="平台内置的评分卡" description="没有其他在用的冠军时，按它评分。" />
        <CardBody>
          <TextLink href={`${path}/${BUILT_IN}`}>银税互动信用评分卡 bank-tax 第 1 版</TextLink>
        </CardBody>
      </Card>
    </>
  );
}

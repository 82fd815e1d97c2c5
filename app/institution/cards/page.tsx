import { PageHeader } from "#components/layout/page-header.tsx";
import { CardTable } from "#components/scoring/card-table.tsx";
import { AppLink, TextLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { BUILT_IN, listCards } from "#lib/scoring/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "评分卡" };

const path = "/institution/cards";

export default async function CardsPage() {
  const cards = await read(listCards);
  return (
    <>
      <PageHeader
        title="评分卡"
        description="本机构自己的评分卡，只用于本机构受理的申请。没有在用的冠军时，使用平台评分卡。"
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
        <CardHeader title="平台评分卡" description="没有其他在用的冠军时，按它评分。" />
        <CardBody>
          <TextLink href={`${path}/${BUILT_IN}`}>银税互动信用评分卡 bank-tax 第 1 版</TextLink>
        </CardBody>
      </Card>
    </>
  );
}

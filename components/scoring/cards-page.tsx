import type { ReactNode } from "react";
import { PageHeader } from "#components/layout/page-header.tsx";
import { AppLink, TextLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { bankTax1, BUILT_IN, type ListedCard } from "#lib/scoring/index.ts";
import { CardTable } from "./card-table.tsx";

type Props = Readonly<{
  /** Where the cards of this portal stand. */
  path: string;
  description: string;
  cards: readonly ListedCard[];
  /** Other ways to a card than a file. */
  more?: ReactNode;
}>;

/** The cards of one side, and the one that is built in. */
export function CardsPage({ path, description, cards, more }: Props) {
  return (
    <>
      <PageHeader
        title="评分卡"
        description={description}
        actions={
          <>
            {more}
            <Button asChild>
              <AppLink href={`${path}/new`}>导入评分卡</AppLink>
            </Button>
          </>
        }
      />
      <Card>
        <CardTable cards={cards} path={path} />
      </Card>
      <Card>
        <CardHeader title="平台内置的评分卡" description="没有其他在用的冠军时，按它评分。" />
        <CardBody>
          <TextLink href={`${path}/${BUILT_IN}`}>
            {bankTax1.name} {bankTax1.id} 第 {bankTax1.version} 版
          </TextLink>
        </CardBody>
      </Card>
    </>
  );
}

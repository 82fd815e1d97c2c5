import { CardsPage } from "#components/scoring/cards-page.tsx";
import { listCards } from "#lib/scoring/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "评分卡" };

export default async function Page() {
  return (
    <CardsPage
      path="/institution/cards"
      description="本机构自己的评分卡，只用于本机构受理的申请。没有在用的冠军时，使用平台评分卡。"
      cards={await read(listCards)}
    />
  );
}

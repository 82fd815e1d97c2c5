import { BENCH_PATH } from "#components/bench/labels.ts";
import { CardsPage } from "#components/scoring/cards-page.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { listCards } from "#lib/scoring/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "评分卡" };

export default async function Page() {
  return (
    <CardsPage
      path="/operator/cards"
      description="平台评分卡。新卡经两人复核后与冠军并行评分，再经两人复核才能晋升。"
      cards={await read(listCards)}
      more={
        <Button variant="secondary" asChild>
          <AppLink href={BENCH_PATH}>建模台</AppLink>
        </Button>
      }
    />
  );
}

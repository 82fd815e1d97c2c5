import { CardView } from "#components/scoring/card-view.tsx";
import { readCard } from "#lib/scoring/index.ts";
import { read } from "#lib/web/perform.ts";
import { reviseForInstitutionAction, stepAction } from "../../../_cards/actions.ts";

export const metadata = { title: "评分卡" };

export default async function CardPage(props: PageProps<"/institution/cards/[id]">) {
  const { id } = await props.params;
  return (
    <CardView
      read={await read(readCard, { id })}
      path="/institution/cards"
      action={stepAction}
      revise={reviseForInstitutionAction}
    />
  );
}

import { NewCardPage } from "#components/scoring/new-card-page.tsx";
import { importForPlatformAction, inspectAction } from "../../../_cards/actions.ts";

export const metadata = { title: "导入评分卡" };

export default function Page() {
  return (
    <NewCardPage path="/operator/cards" action={importForPlatformAction} inspect={inspectAction} />
  );
}

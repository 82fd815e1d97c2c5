import { QualityBoard } from "#components/quality/quality-board.tsx";
import { readQualityBoard } from "#lib/quality/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "数据归集质量" };

export default async function OperatorQualityPage(props: PageProps<"/operator/quality">) {
  const board = await read(readQualityBoard, await props.searchParams);
  return <QualityBoard board={board} href="/operator/quality" />;
}

import { RowsBehind } from "#components/quality/rows-behind.tsx";
import { readRowsBehind } from "#lib/quality/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "数据归集质量 · 明细" };

export default async function DepartmentQualityRowsPage(
  props: PageProps<"/department/quality/rows">,
) {
  const asked = await props.searchParams;
  const rows = await read(readRowsBehind, asked);
  return <RowsBehind href="/department/quality" batches="/department/batches" {...rows} />;
}

import { CatalogueView } from "#components/intake/catalogue-view.tsx";
import { readCatalogue } from "#lib/intake/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "数据目录" };

export default async function CataloguePage(props: PageProps<"/institution/catalogue">) {
  const [rows, asked] = await Promise.all([read(readCatalogue), props.searchParams]);
  return <CatalogueView rows={rows} base="/institution/catalogue" asked={asked} />;
}

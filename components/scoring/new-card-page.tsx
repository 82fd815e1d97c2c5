import type { ComponentProps } from "react";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { CardImportForm } from "./card-import-form.tsx";

type Props = Readonly<{
  /** Where the cards of this portal stand. */
  path: string;
}> &
  ComponentProps<typeof CardImportForm>;

/** A card is taken in as a file. */
export function NewCardPage({ path, ...form }: Props) {
  return (
    <>
      <PageHeader
        title="导入评分卡"
        description="存为草稿，检查无断档、无重叠、缺失值与原因齐全后，才能提交发布。"
        crumbs={[{ label: "评分卡", href: path }, { label: "导入" }]}
      />
      <Card>
        <CardBody>
          <CardImportForm {...form} />
        </CardBody>
      </Card>
    </>
  );
}

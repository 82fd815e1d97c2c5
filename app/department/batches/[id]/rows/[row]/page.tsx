import { CorrectionForm } from "#components/intake/correction-form.tsx";
import { CorrectionLive } from "#components/intake/correction-live.tsx";
import { DismissForm } from "#components/intake/dismiss-form.tsx";
import { RawRow } from "#components/intake/raw-row.tsx";
import { SettledNote } from "#components/intake/settled-note.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { readQuarantinedRow, saidIn } from "#lib/intake/index.ts";
import { read } from "#lib/web/perform.ts";
import { correctAction, dismissAction } from "./actions.ts";

export const metadata = { title: "更正" };

export default async function RowPage(props: PageProps<"/department/batches/[id]/rows/[row]">) {
  const { row: quarantineId } = await props.params;
  const row = await read(readQuarantinedRow, { quarantineId });
  const [latest] = row.attempts;
  const pending = latest?.status === "queued" || latest?.status === "processing";
  const batch = `/department/batches/${row.batchId}`;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "批次与更正", href: "/department/batches" },
          { label: `批次 #${row.batchId}`, href: batch },
          { label: `第 ${row.line} 行` },
        ]}
        title={`更正第 ${row.line} 行 · ${row.itemName}`}
        description={row.message}
      />
      <Card>
        <CardHeader title="报送的内容" description="按报送时的列名原样显示，不会改动。" level={3} />
        <CardBody>
          <RawRow said={saidIn(row.item, row.raw)} />
        </CardBody>
      </Card>
      {row.status !== "open" ? (
        <SettledNote row={row} />
      ) : pending && latest ? (
        <CorrectionLive submissionId={latest.submissionId} />
      ) : (
        <>
          <CorrectionForm
            key={latest?.submissionId ?? "first"}
            row={row}
            failed={latest ?? null}
            action={correctAction.bind(null, row.id)}
          />
          <DismissForm action={dismissAction.bind(null, row.id)} />
        </>
      )}
    </>
  );
}

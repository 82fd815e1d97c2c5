import { Download } from "lucide-react";
import { PrintButton } from "#components/lending/print-button.tsx";
import { Button } from "#components/ui/button.tsx";

type Props = Readonly<{
  /** The same list, filtered alike, as CSV. */
  href: string;
}>;

/** What a list that is a record offers: to print it, and to take it away. */
export const PrintAndExport = ({ href }: Props) => (
  <>
    <PrintButton />
    <ExportCsv href={href} />
  </>
);

export const ExportCsv = ({ href }: Props) => (
  <Button asChild variant="secondary">
    <a href={href} download>
      <Download aria-hidden />
      导出 CSV
    </a>
  </Button>
);

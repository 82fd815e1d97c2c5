import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";

type Props = Readonly<{ applicationId: string }>;

/** Takes the evidence of one application away. A plain link: fetching it ahead would be logged as an export. */
export function EvidenceButton({ applicationId }: Props) {
  return (
    <Button asChild variant="secondary">
      <a href={`/api/evidence/${applicationId}`}>
        <Download aria-hidden />
        下载证据包
      </a>
    </Button>
  );
}

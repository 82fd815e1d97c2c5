import { Badge } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { dayOf } from "#lib/kernel/calendar.ts";
import type { ProductHistory } from "#lib/products/index.ts";
import { DifferenceTable } from "./difference-table.tsx";

/** Every version that there was, the newest first, with what it changed in words. */
export function VersionHistory({ versions }: Pick<ProductHistory, "versions">) {
  return versions.map(({ version, differences }) => (
    <Card key={version.versionId}>
      <CardHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            第 {version.version} 版
            {version.retiredAt ? <Badge>已停售</Badge> : <Badge tone="success">在售</Badge>}
          </span>
        }
        description={`${dayOf(version.publishedAt)} 发布${version.retiredAt ? ` · ${dayOf(version.retiredAt)} 停售` : ""}`}
      />
      {version.version === 1 ? (
        <p className="text-muted-foreground px-5 py-4 text-sm">首次发布。</p>
      ) : (
        <DifferenceTable
          caption={`第 ${version.version} 版与前一版的不同`}
          differences={differences}
        />
      )}
    </Card>
  ));
}

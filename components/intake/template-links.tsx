import { FileSpreadsheet, FileText } from "lucide-react";
import { Button } from "#components/ui/button.tsx";

type Props = Readonly<{ item: Readonly<{ id: string; name: string }> }>;

/** The empty form of one item, as a text and as a workbook. */
export function TemplateLinks({ item: { id, name } }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-sm text-slate-700">下载模板</span>
      {(["csv", "xlsx"] as const).map((format) => (
        <Button key={format} asChild variant="secondary" size="sm">
          {/* A file, not a page: the router has no business with it. */}
          <a
            href={`/department/upload/template?item=${id}&format=${format}`}
            aria-label={`下载“${name}”模板（${format.toUpperCase()}）`}
            download
          >
            {format === "csv" ? <FileText aria-hidden /> : <FileSpreadsheet aria-hidden />}
            {format.toUpperCase()}
          </a>
        </Button>
      ))}
      <span className="text-muted-foreground text-xs">
        首行是填写要求（可保留），第二行是表头，从第三行起填写。列的顺序不限，也可用本部门惯用的列名。
      </span>
    </div>
  );
}

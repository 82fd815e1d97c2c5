import { FileText } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { Section } from "#lib/consent/document/index.ts";

type Props = Readonly<{
  id: string;
  /** null: the document is not ours to show as text, and is opened as it is. */
  sections: readonly Section[] | null;
  signed: boolean;
}>;

/** The document word for word, from the source that the file is made of. */
export function AuthorisationText({ id, sections, signed }: Props) {
  const [title, ...body] = sections ?? [];
  return (
    <Card className="print:break-inside-auto">
      <CardHeader
        title="授权书全文"
        description={signed ? "下载的文件附有数字签名，可供任何人核验。" : "与签署的文件内容一致。"}
        actions={
          <Button asChild variant="secondary" size="sm">
            <a href={`/enterprise/authorisations/${id}/document`} target="_blank" rel="noopener">
              <FileText aria-hidden />
              {signed ? "下载签署副本" : "查看文件"}
            </a>
          </Button>
        }
      />
      <CardBody>
        {title === undefined ? (
          <p className="text-muted-foreground">
            这份授权书以文件形式保存，请点右上角打开查看全文。
          </p>
        ) : (
          <article className="max-w-2xl leading-7">
            <h3 className="text-base font-semibold">{title.heading}</h3>
            {title.lines.map((line) => (
              <p key={line} className="text-muted-foreground figures text-xs">
                {line}
              </p>
            ))}
            {body.map((section) => (
              <section key={section.heading} className="mt-4">
                <h4 className="font-medium">{section.heading}</h4>
                {section.lines.map((line) => (
                  <p key={line} className="[overflow-wrap:anywhere]">
                    {line}
                  </p>
                ))}
                {section.list.length === 0 ? null : (
                  <ol className="list-decimal gap-x-8 pl-7 sm:columns-2">
                    {section.list.map((item) => (
                      <li key={item}>{item}</li>
                    ))}
                  </ol>
                )}
              </section>
            ))}
          </article>
        )}
      </CardBody>
    </Card>
  );
}

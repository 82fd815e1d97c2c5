import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { ItemCoverage, Profile } from "#lib/credit/model.ts";
import type { ItemId } from "#lib/intake/catalogue.ts";

type SectionProps = Readonly<{
  id: string;
  title: string;
  description?: string;
  children: ReactNode;
}>;

/** A chapter of the profile, with an address of its own on the page. */
export function ProfileSection({ id, title, description, children }: SectionProps) {
  return (
    <Card id={id} aria-labelledby={`${id}-title`} className="scroll-mt-28">
      <CardHeader
        id={`${id}-title`}
        title={title}
        {...(description === undefined ? {} : { description })}
      />
      {children}
    </Card>
  );
}

type PartProps = Readonly<{
  profile: Pick<Profile, "coverage">;
  /** What this part shows comes from these items. */
  items: readonly ItemId[];
  /** Of a list that is empty when all is well: nothing on record is an answer, not a gap. */
  silenceIsGood?: string;
  children: ReactNode;
}>;

/** Shows what is there, and keeps 「未授权」 apart from 「无数据」. */
export function ProfilePart({ profile, items, silenceIsGood, children }: PartProps) {
  const found = profile.coverage.filter(({ item }) => items.includes(item));
  const closed = found.filter(({ freshness }) => freshness === "not_covered");
  if (closed.length === found.length) return <NotAuthorised items={closed} />;
  if (found.every(({ rows }) => rows === 0))
    return <Nothing found={found} {...(silenceIsGood === undefined ? {} : { silenceIsGood })} />;
  return (
    <>
      {children}
      {closed.length > 0 ? (
        <CardBody className="border-t py-3!">
          <p className="text-muted-foreground flex flex-wrap items-center gap-2 text-xs">
            <Badge>未授权</Badge>
            {closed.map(({ name }) => name).join("、")}
          </p>
        </CardBody>
      ) : null}
    </>
  );
}

const quoted = (items: readonly ItemCoverage[]) => items.map(({ name }) => `“${name}”`).join("、");

/** One quiet line: an officer meets many of these under a narrow authorisation. */
function NotAuthorised({ items }: { readonly items: readonly ItemCoverage[] }) {
  return (
    <CardBody className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <Badge>未授权</Badge>
      <span className="text-muted-foreground">授权书未包含{quoted(items)}，不显示。</span>
    </CardBody>
  );
}

type NothingProps = Readonly<{ found: readonly ItemCoverage[]; silenceIsGood?: string }>;

function Nothing({ found, silenceIsGood }: NothingProps) {
  if (silenceIsGood !== undefined) {
    return (
      <CardBody className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Badge tone="success">无记录</Badge>
        <span className="text-muted-foreground">{silenceIsGood}。</span>
      </CardBody>
    );
  }
  const open = found.filter(({ freshness }) => freshness !== "not_covered");
  return (
    <EmptyState title="无数据" compact>
      平台未归集到{quoted(open)}的记录。“无数据”按未知处理，不当作零。
    </EmptyState>
  );
}

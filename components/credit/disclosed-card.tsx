import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Profile } from "#lib/credit/model.ts";
import type { ItemId } from "#lib/intake/catalogue.ts";

type Props = Readonly<{
  title: string;
  description?: string;
  profile: Pick<Profile, "coverage">;
  /** What the card shows comes from these items. */
  items: readonly ItemId[];
  /** Of a list that is empty when all is well: nothing on record is an answer, not a gap. */
  silence?: string;
  children: ReactNode;
}>;

/** A part of what one look disclosed. Keeps 「未授权」 apart from 「无数据」, and names the items. */
export function DisclosedCard(props: Props) {
  const { title, description, profile, items, silence, children } = props;
  const found = profile.coverage.filter(({ item }) => items.includes(item));
  const closed = found.filter(({ freshness }) => freshness === "not_covered");
  const open = found.filter((one) => !closed.includes(one));
  const held = found.some(({ rows }) => rows > 0);
  const names = (some: typeof found) => some.map(({ name }) => `“${name}”`).join("、");
  return (
    <Card>
      <CardHeader
        title={title}
        level={3}
        {...(description === undefined ? {} : { description })}
        actions={
          closed.length > 0 && closed.length < found.length ? (
            <span className="text-muted-foreground flex items-center gap-2 text-xs">
              <Badge>未授权</Badge>
              {closed.map(({ name }) => name).join("、")}
            </span>
          ) : undefined
        }
      />
      {open.length === 0 ? (
        <EmptyState title="未授权" compact>
          授权书未包含{names(closed)}，不显示。
        </EmptyState>
      ) : held ? (
        children
      ) : (
        <EmptyState title={silence ?? "无数据"} compact>
          {silence === undefined
            ? `平台未归集到${names(open)}的记录。按未知处理，不当作零。`
            : undefined}
        </EmptyState>
      )}
    </Card>
  );
}

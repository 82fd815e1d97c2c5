import type { Said } from "#lib/intake/index.ts";

/** What a row said, under the titles it came with; a long one is cut. */
export function RawRow(props: { readonly said: Said }) {
  const said = props.said.filter(([, value]) => value !== "");
  const shown = said.slice(0, MOST);
  return (
    <dl className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
      {shown.map(([title, value]) => (
        <div key={title} className="inline-flex max-w-full gap-1">
          <dt className="text-muted-foreground shrink-0">{title}</dt>
          <dd className="[overflow-wrap:anywhere] text-slate-800">{cut(value)}</dd>
        </div>
      ))}
      {said.length > shown.length ? (
        <div className="text-muted-foreground">
          <dt className="sr-only">其余</dt>
          <dd>另有 {said.length - shown.length} 列</dd>
        </div>
      ) : null}
    </dl>
  );
}

const MOST = 12;
const LONGEST = 80;

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

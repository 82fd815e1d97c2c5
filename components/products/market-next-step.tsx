import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { Role } from "#lib/access/model.ts";

type Props = Readonly<{
  /** Null: nobody is signed in. */
  role: Role | null;
  /** The enterprise's newest open demand, if it has one. */
  demandId: string | null;
}>;

/** How an enterprise learns whether it meets the conditions: by its own matching, after signing in. */
export function MarketNextStep({ role, demandId }: Props) {
  if (role !== null && role !== "enterprise") return null;
  const { href, label } = stepOf(role, demandId);
  return (
    <Callout
      tone="info"
      title="本企业是否符合？"
      actions={
        <Button asChild>
          <AppLink href={href}>{label}</AppLink>
        </Button>
      }
    >
      平台按本页公开的条件逐条比对企业自己的记录，符合与否都讲明理由。比对只在企业授权平台处理数据之后进行，不会因此向金融机构披露任何数据。
    </Callout>
  );
}

function stepOf(role: Props["role"], demandId: string | null) {
  if (role === null)
    return { href: "/sign-in?next=/enterprise/demands", label: "登录后看自己是否符合" };
  return demandId === null
    ? { href: "/enterprise/demands/new", label: "发布需求并查看匹配" }
    : { href: `/enterprise/demands/${demandId}`, label: "查看本企业的匹配结果" };
}

import { ChevronLeft, ChevronRight } from "lucide-react";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { addMonths } from "#lib/kernel/calendar.ts";

type Props = Readonly<{
  month: string;
  latest: string;
  href?: string;
  /** What else the page is narrowed by. */
  kept?: Readonly<Record<string, string | undefined>>;
}>;

/** The month stands in the address, so that a view can be sent to somebody else. */
export function MonthPicker({ month, latest, href = "/regulator", kept = {} }: Props) {
  const [year, number] = month.split("-");
  const hrefOf = (each: string) => {
    const stays = Object.entries(kept).flatMap(([name, value]) => (value ? [[name, value]] : []));
    return `${href}?${new URLSearchParams([["month", each], ...stays]).toString()}`;
  };
  return (
    <nav aria-label="统计月份" className="flex items-center gap-1">
      <Button asChild variant="secondary" size="icon">
        <AppLink href={hrefOf(addMonths(month, -1))} aria-label="上一个月">
          <ChevronLeft aria-hidden />
        </AppLink>
      </Button>
      <span className="figures min-w-28 text-center font-medium">{`${year} 年 ${Number(number)} 月`}</span>
      {month < latest ? (
        <Button asChild variant="secondary" size="icon">
          <AppLink href={hrefOf(addMonths(month, 1))} aria-label="下一个月">
            <ChevronRight aria-hidden />
          </AppLink>
        </Button>
      ) : (
        <Button variant="secondary" size="icon" disabled aria-label="下一个月">
          <ChevronRight aria-hidden />
        </Button>
      )}
    </nav>
  );
}

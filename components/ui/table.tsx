import type { ComponentProps } from "react";

import { cn } from "./cn.ts";

type TableFrameProps = ComponentProps<"div"> & {
  /** Read by screen readers as the table's name, and by `showCaption` above it. */
  readonly caption: string;
  readonly showCaption?: boolean;
  /** A CSS length; with it the body scrolls under a fixed header. */
  readonly maxHeight?: string;
};

/** The table with its scrolling frame, which the keyboard can reach. */
export function Table({
  caption,
  showCaption = false,
  maxHeight,
  className,
  children,
  ...rest
}: TableFrameProps) {
  return (
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className={cn("scroll-x focus-visible:-outline-offset-2", className)}
      style={maxHeight === undefined ? undefined : { maxHeight, overflowY: "auto" }}
      {...rest}
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption
          className={
            showCaption ? "px-4 py-2.5 text-left text-sm font-medium text-slate-700" : "sr-only"
          }
        >
          {caption}
        </caption>
        {children}
      </table>
    </div>
  );
}

export function TableHead(props: ComponentProps<"thead">) {
  return <thead {...props} />;
}

export function TableBody({ className, ...rest }: ComponentProps<"tbody">) {
  return (
    <tbody
      className={cn("[&>tr:last-child>*]:border-b-0 [&>tr:hover>*]:bg-slate-50", className)}
      {...rest}
    />
  );
}

export function TableFoot({ className, ...rest }: ComponentProps<"tfoot">) {
  return (
    <tfoot
      className={cn(
        "font-medium [&>tr>*]:border-t [&>tr>*]:border-b-0 [&>tr>*]:bg-slate-50",
        className,
      )}
      {...rest}
    />
  );
}

export function TableRow(props: ComponentProps<"tr">) {
  return <tr {...props} />;
}

type HeaderCellProps = ComponentProps<"th"> & {
  readonly numeric?: boolean;
  /** Shown in the header, so that cells hold bare figures: 金额（万元）. */
  readonly unit?: string;
};

export function HeaderCell({ numeric, unit, className, children, ...rest }: HeaderCellProps) {
  return (
    <th
      scope="col"
      className={cn(
        "sticky top-0 z-10 border-b border-slate-300/70 bg-slate-50 px-4 py-2 text-left sm:first:pl-5 sm:last:pr-5 text-xs font-medium whitespace-nowrap text-slate-600",
        numeric === true && "text-right",
        className,
      )}
      {...rest}
    >
      {children}
      {unit !== undefined && <span className="font-normal">（{unit}）</span>}
    </th>
  );
}

type CellProps = ComponentProps<"td"> & { readonly numeric?: boolean };

export function Cell({ numeric, className, ...rest }: CellProps) {
  return (
    <td
      className={cn(
        "border-b px-4 py-2.5 align-middle sm:first:pl-5 sm:last:pr-5",
        numeric === true && "figures text-right",
        className,
      )}
      {...rest}
    />
  );
}

/** The cell that names its row. */
export function RowHeader({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="row"
      className={cn(
        "border-b px-4 py-2.5 text-left align-middle font-normal sm:first:pl-5 sm:last:pr-5",
        className,
      )}
      {...rest}
    />
  );
}

import { AppLink } from "#components/ui/app-link.tsx";

/** A suspension bridge: the mark of 信桥. */
export function BrandMark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className ?? "size-8"}>
      <rect width="32" height="32" rx="7" fill="var(--color-primary)" />
      <path
        d="M4.500 20.500h23M11 9v15M21 9v15M4.500 18.500C7 17 10 13.500 11 10c1.200 5 3 7 5 7s3.800-2 5-7c1 3.500 4 7 6.500 8.500"
        fill="none"
        stroke="#fff"
        strokeWidth="1.900"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

type BrandProps = { readonly href: string; readonly portal?: string };

export function Brand({ href, portal }: BrandProps) {
  return (
    <AppLink href={href} className="flex min-w-0 items-center gap-2.5 rounded-md">
      <BrandMark className="size-8 shrink-0" />
      <span className="text-[1.0625rem] font-semibold whitespace-nowrap text-slate-900">信桥</span>
      {portal !== undefined && (
        <span className="truncate border-l border-slate-300 pl-2.5 text-sm text-slate-600">
          {portal}
        </span>
      )}
    </AppLink>
  );
}

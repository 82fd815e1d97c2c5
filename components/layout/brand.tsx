import { AppLink } from "#components/ui/app-link.tsx";

/** A bridge whose span is also a seal: the mark of 信桥. */
export function BrandMark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className ?? "size-8"}>
      <rect width="32" height="32" rx="7" fill="var(--color-primary)" />
      <path
        d="M5 21.5h22M7.5 21.5c0-6 3.8-10 8.5-10s8.5 4 8.5 10"
        fill="none"
        stroke="#fff"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <path
        d="M12 13v8.500M16 11.500v10M20 13v8.500"
        stroke="#fff"
        strokeOpacity="0.55"
        strokeWidth="1.5"
      />
      <circle cx="16" cy="7.750" r="1.500" fill="var(--color-brass-300)" />
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

import type { ReactNode } from "react";

type Part = Readonly<{ id: string; title: string }>;

/** Plain anchors: a jump within the page must not read the records again. */
export function ProfileContents({ parts }: { readonly parts: readonly Part[] }) {
  return (
    <nav
      aria-label="本页内容"
      className="bg-background/95 sticky top-14 z-20 -mx-4 -my-2 border-b px-4 backdrop-blur-sm sm:-mx-6 sm:px-6 lg:-mx-8 lg:px-8 print:hidden"
    >
      <ul className="flex gap-x-5 overflow-x-auto [scrollbar-width:none]">
        {parts.map(({ id, title }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="hover:text-primary inline-block py-2.5 text-sm whitespace-nowrap text-slate-600 focus-visible:-outline-offset-2"
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type SectionProps = Part & Readonly<{ description?: string; children: ReactNode }>;

/** A chapter of the profile, with an address of its own on the page. */
export function ProfileSection({ id, title, description, children }: SectionProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid scroll-mt-28 grid-cols-[minmax(0,1fr)] gap-4"
    >
      <header>
        <h2 id={`${id}-title`} className="text-base font-semibold text-slate-900">
          {title}
        </h2>
        {description === undefined ? null : (
          <p className="text-muted-foreground text-xs">{description}</p>
        )}
      </header>
      {children}
    </section>
  );
}

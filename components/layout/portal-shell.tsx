import type { ReactNode } from "react";

import { MessageBell } from "#components/notify/message-bell.tsx";
import { Brand } from "./brand.tsx";
import { NavLinks, type NavGroup } from "./nav-links.tsx";
import { NavSheet } from "./nav-sheet.tsx";
import { mainId, SkipLink } from "./skip-link.tsx";

type PortalShellProps = {
  /** The portal's name beside the brand: 企业服务. */
  readonly portal: string;
  readonly home: string;
  readonly nav: readonly NavGroup[];
  readonly organisation: string;
  readonly person: string;
  /** What the person is there: 法定代表人, 信贷员. */
  readonly role?: string;
  /** The portal's page of messages, and how many nobody has read. */
  readonly messages: { readonly href: string; readonly unread: number };
  /** A form with a button; shown in the top bar, and in the sheet on phones. */
  readonly signOut: ReactNode;
  /** Over the page, for example that a demonstration is running. */
  readonly notice?: ReactNode;
  readonly children: ReactNode;
};

export function PortalShell(props: PortalShellProps) {
  const { portal, home, nav, organisation, person, role, messages, signOut, notice, children } =
    props;
  const who = <Who organisation={organisation} person={person} {...(role ? { role } : {})} />;
  return (
    <>
      <SkipLink />
      <header className="bg-card/95 sticky top-0 z-30 border-b backdrop-blur-sm print:hidden">
        <div className="flex h-14 items-center justify-between gap-4 px-4 md:px-5">
          <Brand href={home} portal={portal} />
          <div className="flex min-w-0 items-center gap-1 md:gap-3">
            <MessageBell {...messages} />
            <div className="hidden min-w-0 items-center gap-4 md:flex">
              {who}
              <span aria-hidden className="h-6 border-l" />
              {signOut}
            </div>
            <NavSheet
              groups={nav}
              foot={
                <>
                  {who}
                  {signOut}
                </>
              }
            />
          </div>
        </div>
      </header>
      <div className="md:grid md:grid-cols-[13rem_minmax(0,1fr)] lg:grid-cols-[14.5rem_minmax(0,1fr)] print:block">
        <div className="hidden border-r bg-card md:block print:hidden">
          <nav
            aria-label="主导航"
            className="sticky top-14 max-h-[calc(100dvh-3.5rem)] min-h-[calc(100dvh-3.5rem)] overflow-y-auto p-3 pt-5"
          >
            <NavLinks groups={nav} />
          </nav>
        </div>
        <main id={mainId} tabIndex={-1} className="min-w-0 focus-visible:outline-none">
          {notice}
          <div className="mx-auto grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-5 px-4 py-5 sm:gap-6 sm:px-6 sm:py-7 lg:px-8 print:p-0">
            {children}
          </div>
        </main>
      </div>
    </>
  );
}

type WhoProps = {
  readonly organisation: string;
  readonly person: string;
  readonly role?: string;
};

function Who({ organisation, person, role }: WhoProps) {
  return (
    <div className="min-w-0 leading-5 md:text-right">
      <p className="truncate text-sm font-medium text-slate-900">{organisation}</p>
      <p className="truncate text-xs text-slate-600">
        {person}
        {role !== undefined && ` · ${role}`}
      </p>
    </div>
  );
}

import type { ReactNode } from "react";
import { PublicShell } from "#components/layout/public-shell.tsx";

export default function AuthLayout({ children }: { readonly children: ReactNode }) {
  return (
    <PublicShell bare>
      <div className="mx-auto w-full max-w-6xl px-4 py-10 sm:px-6 sm:py-14">{children}</div>
    </PublicShell>
  );
}

import type { ReactNode } from "react";

import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Brand } from "./brand.tsx";
import { mainId, SkipLink } from "./skip-link.tsx";

type PublicShellProps = {
  readonly children: ReactNode;
  /** Without the two buttons, on the pages they lead to. */
  readonly bare?: boolean;
  /** The portal of whoever is signed in, in place of the two buttons. */
  readonly home?: string | null;
};

const footerLink = "underline underline-offset-4 hover:text-slate-900";

export function PublicShell({ children, bare = false, home = null }: PublicShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="bg-card sticky top-0 z-30 border-b print:hidden">
        <div className="mx-auto flex h-16 max-w-6xl items-center justify-between gap-4 px-4 sm:px-6">
          <Brand href="/" />
          {!bare && (
            <nav aria-label="主要入口" className="flex items-center gap-2">
              <Button asChild variant="ghost" className="max-sm:hidden">
                <AppLink href="/market">产品市场</AppLink>
              </Button>
              {home === null ? <Account /> : <BackHome home={home} />}
            </nav>
          )}
        </div>
      </header>
      <main id={mainId} tabIndex={-1} className="flex-1 focus-visible:outline-none">
        {children}
      </main>
      <footer className="border-t print:hidden">
        <div className="mx-auto flex max-w-6xl flex-wrap justify-between gap-x-8 gap-y-1 px-4 py-6 text-xs text-slate-600 sm:px-6">
          <p>信桥 · 中小微企业融资信用服务平台</p>
          <p>贷款由银行独立审批。平台不发放贷款，不向企业收取费用。</p>
          <nav aria-label="公开服务" className="flex gap-x-6">
            <AppLink href="/market" className={footerLink}>
              产品市场
            </AppLink>
            <AppLink href="/calculator" className={footerLink}>
              融资成本计算器
            </AppLink>
            <AppLink href="/verify" className={footerLink}>
              公开验证
            </AppLink>
          </nav>
        </div>
      </footer>
    </div>
  );
}

const Account = () => (
  <>
    <Button asChild variant="ghost">
      <AppLink href="/sign-in">登录</AppLink>
    </Button>
    <Button asChild>
      <AppLink href="/register">企业注册</AppLink>
    </Button>
  </>
);

const BackHome = ({ home }: { readonly home: string }) => (
  <Button asChild variant="secondary">
    <AppLink href={home}>返回工作台</AppLink>
  </Button>
);

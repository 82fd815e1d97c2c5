import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";

import { Toaster } from "#components/ui/toaster.tsx";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "信桥 · 中小微企业融资信用服务平台", template: "%s · 信桥" },
  description: "企业授权，银行凭真实经营记录放贷；每一次查询都有记录。",
  icons: { icon: "/icon.svg" },
  // Company codes and amounts look like telephone numbers to phones.
  formatDetection: { telephone: false, address: false, email: false },
};

export const viewport: Viewport = { themeColor: "#1f3f69" };

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="zh-CN">
      <body>
        {children}
        <Toaster />
      </body>
    </html>
  );
}

"use client";

import { Toaster as Sonner } from "sonner";

/** Show a message from anywhere on the client with `toast` of sonner. */
export function Toaster() {
  return (
    <Sonner
      position="top-center"
      richColors
      closeButton
      offset={{ top: 68 }}
      mobileOffset={{ top: 64, left: 16, right: 16 }}
      containerAriaLabel="通知"
      toastOptions={{
        closeButtonAriaLabel: "关闭通知",
        style: { fontFamily: "inherit" },
      }}
    />
  );
}

"use client";

import { useEffect } from "react";

/** Brings the product that the person came back for into sight, and the keyboard with it. */
export function ScrollToProduct({ elementId }: { readonly elementId: string }) {
  useEffect(() => {
    const element = document.getElementById(elementId);
    element?.scrollIntoView({ block: "center" });
    element?.focus({ preventScroll: true });
  }, [elementId]);
  return null;
}

"use client";

import { useEffect } from "react";

/**
 * Goes on to the sign-in page, with the way back. A refused page does not know its own address on
 * the server; the browser does.
 */
export function ToSignIn() {
  useEffect(() => {
    const next = encodeURIComponent(location.pathname + location.search);
    location.replace(`/sign-in?ended=1&next=${next}`);
  }, []);
  return null;
}

import { useEffect, useState } from "react";

/** Puts a text on the clipboard, and says for two seconds that it is there. */
export function useCopied(text: string): Readonly<{ copied: boolean; copy: () => void }> {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  // The clipboard is absent on pages served without TLS; then the text can still be selected.
  const copy = () =>
    void navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => {},
    );
  return { copied, copy };
}

"use client";

import { Printer } from "lucide-react";
import { Button } from "#components/ui/button.tsx";

/** Prints what is on the screen; asks the server for nothing. */
export function PrintButton() {
  return (
    <Button variant="secondary" onClick={() => window.print()}>
      <Printer aria-hidden />
      打印
    </Button>
  );
}

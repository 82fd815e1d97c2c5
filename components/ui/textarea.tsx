import type { ComponentProps } from "react";

import { cn } from "./cn.ts";
import { controlStyle } from "./control-style.ts";

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      className={cn(controlStyle, "block py-2 leading-6", className)}
      {...rest}
    />
  );
}

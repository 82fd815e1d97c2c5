import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";

import { cn } from "./cn.ts";
import { Slot } from "./slot.tsx";

export const buttonStyle = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors select-none print:hidden disabled:opacity-55 aria-disabled:pointer-events-none aria-disabled:opacity-55 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary:
          "bg-primary text-primary-foreground shadow-xs enabled:hover:bg-primary-hover [a&]:hover:bg-primary-hover",
        secondary:
          "border border-slate-300 bg-card text-slate-800 shadow-xs enabled:hover:border-slate-400 enabled:hover:bg-slate-50 [a&]:hover:border-slate-400 [a&]:hover:bg-slate-50",
        ghost: "text-slate-700 enabled:hover:bg-slate-100 [a&]:hover:bg-slate-100",
        danger:
          "bg-danger text-white shadow-xs enabled:hover:bg-danger-hover [a&]:hover:bg-danger-hover",
        "danger-quiet":
          "border border-danger-line bg-card text-danger enabled:hover:bg-danger-soft [a&]:hover:bg-danger-soft",
        link: "print:inline-flex text-primary underline decoration-ink-300 underline-offset-4 hover:decoration-primary",
      },
      size: {
        sm: "h-9 px-3 text-xs sm:h-8 [&_svg]:size-3.5",
        md: "h-10 px-4 text-sm sm:h-9 [&_svg]:size-4",
        lg: "h-11 px-6 text-base [&_svg]:size-4.5",
        icon: "size-10 sm:size-9 [&_svg]:size-4.5",
        inline: "text-sm [&_svg]:size-4",
      },
    },
    defaultVariants: { variant: "primary", size: "md" },
  },
);

export type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonStyle> & {
    /** Shows a spinner and refuses a second press. */
    readonly pending?: boolean;
    /** Styles the only child (a link) in place of a button. */
    readonly asChild?: boolean;
  };

export function Button({
  variant,
  size,
  pending = false,
  asChild = false,
  type = "button",
  disabled,
  className,
  children,
  ...rest
}: ButtonProps) {
  const style = cn(buttonStyle({ variant, size }), className);
  if (asChild) {
    return (
      <Slot className={style} {...rest}>
        {children}
      </Slot>
    );
  }
  return (
    <button
      type={type}
      disabled={disabled === true || pending}
      aria-busy={pending || undefined}
      className={style}
      {...rest}
    >
      {pending && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </button>
  );
}

"use client";

import { FileUp } from "lucide-react";
import { useState, type DragEvent } from "react";
import { cn } from "#components/ui/cn.ts";
import { Label } from "#components/ui/field.tsx";

type Props = Readonly<{
  id: string;
  label: string;
  hint: string;
  accept: string;
  /** Name and size of what is chosen. */
  chosen: string | null;
  error: string | undefined;
  disabled: boolean;
  onFile: (file: File) => void;
}>;

/** A place to drop a file on, and the browser's own choice for those who press it. */
export function FileDrop({ id, label, hint, accept, chosen, error, disabled, onFile }: Props) {
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside && !disabled);
  };
  const drop = (event: DragEvent) => {
    drag(event, false);
    const file = event.dataTransfer.files[0];
    if (file && !disabled) onFile(file);
  };
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id} required>
        {label}
      </Label>
      <div
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={drop}
        className={cn(
          "relative rounded-lg border border-dashed px-4 py-8 text-center transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
          over ? "border-primary bg-primary-soft" : "border-input bg-slate-50",
          error !== undefined && "border-danger",
          disabled && "opacity-60",
        )}
      >
        <FileUp aria-hidden className="mx-auto size-6 text-slate-500" />
        <p className="mt-2 [overflow-wrap:anywhere] text-slate-800">
          {chosen ?? "将文件拖到这里，或点击选择"}
        </p>
        <p className="text-muted-foreground mt-1 text-xs">
          {chosen === null ? hint : "点击或拖入可更换文件"}
        </p>
        <input
          id={id}
          type="file"
          accept={accept}
          disabled={disabled}
          aria-describedby={error === undefined ? `${id}-hint` : `${id}-hint ${id}-error`}
          aria-invalid={error !== undefined}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) onFile(file);
            // The same file, changed on disk, may be chosen again.
            event.target.value = "";
          }}
          className="absolute inset-0 cursor-pointer opacity-0 disabled:cursor-default"
        />
      </div>
      <p id={`${id}-hint`} className={chosen === null ? "sr-only" : "text-muted-foreground text-xs"}>
        {hint}
      </p>
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="text-danger text-xs">
          {error}
        </p>
      )}
    </div>
  );
}

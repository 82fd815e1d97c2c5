/** 16 px on phones, since smaller text makes iOS zoom into the field. */
export const controlStyle =
  "w-full min-w-0 rounded-md border border-input bg-card px-3 text-base text-foreground shadow-xs transition-colors placeholder:text-slate-500 hover:border-slate-500 focus-visible:outline-offset-0 disabled:bg-muted disabled:text-slate-600 [&[readonly]]:bg-slate-50 aria-invalid:border-danger aria-invalid:focus-visible:outline-danger sm:text-sm";

import type { Route } from "next";
import Form from "next/form";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";

export type Filter = Readonly<{
  name: string;
  label: string;
  value: string;
  /** Absent: words to type. */
  options?: readonly SelectOption[];
  placeholder?: string;
}>;

type Props = Readonly<{
  /** The page itself; what is chosen stands in its address. */
  action: string;
  filters: readonly Filter[];
  /** What stays as it is, for example the open tab. */
  kept?: Readonly<Record<string, string | undefined>>;
  className?: string;
}>;

/** Works without script, and what it finds can be sent to somebody as an address. */
export function FilterBar({ action, filters, kept = {}, className = "" }: Props) {
  const used = filters.some(({ value }) => value !== "");
  const stays = Object.entries(kept).filter(([, value]) => value);
  const cleared = new URLSearchParams(stays.map(([name, value]) => [name, value ?? ""]));
  return (
    <Form
      action={action as Route} // A page of ours, which its caller names.
      className={`grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap print:hidden ${className}`}
    >
      {stays.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {filters.map(({ name, label, value, options, placeholder = "全部" }) => (
        <Field
          key={`${name}=${value}`}
          id={`filter-${name}`}
          label={label}
          className="min-w-0 sm:w-44"
        >
          {options ? (
            <Select name={name} defaultValue={value} placeholder={placeholder} options={options} />
          ) : (
            <Input name={name} defaultValue={value} placeholder={placeholder} maxLength={50} />
          )}
        </Field>
      ))}
      <div className="flex gap-2">
        <Button type="submit" variant="secondary">
          筛选
        </Button>
        {used ? (
          <Button asChild variant="ghost">
            <AppLink href={`${action}?${cleared.toString()}`}>清除筛选</AppLink>
          </Button>
        ) : null}
      </div>
    </Form>
  );
}

import { Search } from "lucide-react";
import type { Route } from "next";
import Form from "next/form";
import type { ReactNode } from "react";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { Select, type SelectOption, type SelectProps } from "#components/ui/select.tsx";
import {
  guaranteeKinds,
  guaranteeLabels,
  repaymentKinds,
  repaymentLabels,
} from "#lib/kernel/lending-terms.ts";
import {
  marketFields,
  marketSorts,
  type MarketField,
  type MarketPage,
} from "#lib/products/index.ts";
import { productKinds, productKindWords } from "#lib/products/model.ts";
import { industryChoices, regionChoices } from "./area-choices.ts";
import { listHref, MARKET, type MarketAddress } from "./market-address.ts";
import { marketFieldLabels, marketSortLabels } from "./market-words.ts";
import type { Tree } from "./tree-picker.tsx";

type Props = Readonly<{ address: MarketAddress; problems: MarketPage["problems"] }>;

const optionsOf = <Key extends string>(
  keys: readonly Key[],
  labels: Readonly<Record<Key, string>>,
): readonly SelectOption[] => keys.map((value) => ({ value, label: labels[value] }));

const kindOptions = productKinds.map((value) => ({ value, label: productKindWords[value].label }));
/** Those that stand in sight; the others unfold. */
const always: readonly MarketField[] = ["q", "kind", "amount", "months"];

/** Narrows the market. Works without script; what is found can be sent to somebody as an address. */
export function MarketFilters({ address, problems }: Props) {
  const { typed, sort, compared } = address;
  const used = marketFields.filter((field) => typed[field] !== "");
  const folded = used.filter((field) => !always.includes(field)).length;
  const put = (field: MarketField, control: ReactNode, className?: string) => (
    <Field
      key={`${field}=${typed[field]}`}
      id={`market-${field}`}
      label={marketFieldLabels[field]}
      error={problems[field]}
      {...(className === undefined ? {} : { className })}
    >
      {control}
    </Field>
  );
  const choose = (field: MarketField, options: readonly SelectOption[], placeholder = "不限") =>
    put(
      field,
      <Select
        name={field}
        defaultValue={typed[field]}
        placeholder={placeholder}
        options={options}
      />,
    );
  const figure = (field: MarketField, unit: string) =>
    put(field, <NumberField name={field} unit={unit} defaultValue={typed[field]} />);
  return (
    <Form action={MARKET as Route} role="search" className="grid gap-3 p-4 sm:p-5 print:hidden">
      {compared.length > 0 && <input type="hidden" name="compare" value={compared.join(",")} />}
      <div className="grid grid-cols-2 items-start gap-3 lg:grid-cols-5">
        {put(
          "q",
          <Input
            name="q"
            type="search"
            defaultValue={typed.q}
            maxLength={50}
            placeholder="名称、拼音或首字母，如 gyb"
          />,
          "col-span-2",
        )}
        {choose("kind", kindOptions, "全部")}
        {figure("amount", "万元")}
        {figure("months", "个月")}
      </div>
      <Disclosure
        summary={folded > 0 ? `更多条件（已用 ${folded} 项）` : "更多条件"}
        open={folded > 0}
        print="hidden"
      >
        <div className="grid grid-cols-2 items-start gap-3 lg:grid-cols-4">
          {choose("guarantee", optionsOf(guaranteeKinds, guaranteeLabels))}
          {choose("repayment", optionsOf(repaymentKinds, repaymentLabels))}
          {put("region", <TreeSelect name="region" value={typed.region} tree={regionChoices} />)}
          {put(
            "industry",
            <TreeSelect name="industry" value={typed.industry} tree={industryChoices} />,
          )}
          {figure("rate", "%")}
          {figure("days", "天")}
          {choose("policy", [{ value: "1", label: "只看政策性产品" }])}
        </div>
      </Disclosure>
      <div className="flex flex-wrap items-end gap-3">
        <Field key={sort} id="market-sort" label="排序" className="w-full sm:w-52">
          <Select
            name="sort"
            defaultValue={sort}
            options={optionsOf(marketSorts, marketSortLabels)}
          />
        </Field>
        <Button type="submit">
          <Search aria-hidden />
          查找
        </Button>
        {used.length > 0 && (
          <Button asChild variant="ghost">
            <AppLink href={listHref({ ...address, typed: nothingTyped })}>清除条件</AppLink>
          </Button>
        )}
      </div>
    </Form>
  );
}

const nothingTyped = Object.fromEntries(
  marketFields.map((field) => [field, ""]),
) as MarketAddress["typed"]; // One for each field.

type TreeSelectProps = Omit<SelectProps, "value" | "options"> &
  Readonly<{ value: string; tree: Tree }>;

/** One place of a tree: a whole branch, or a part of it. What `Field` gives goes to the control. */
function TreeSelect({ value, tree, ...given }: TreeSelectProps) {
  return (
    <Select {...given} defaultValue={value} placeholder="不限">
      {tree.map((branch) => (
        <optgroup key={branch.code} label={branch.name}>
          <option value={branch.code}>{branch.name}（全部）</option>
          {branch.parts.map((part) => (
            <option key={part.code} value={part.code}>
              {part.name}
            </option>
          ))}
        </optgroup>
      ))}
    </Select>
  );
}

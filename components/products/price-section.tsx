"use client";

import { Plus, Trash2 } from "lucide-react";
import { useFormContext } from "#components/form/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { priceGrades, productKindWords } from "#lib/products/model.ts";
import type { EditorBand } from "./editor-state.ts";
import type { SectionProps } from "./terms-sections.tsx";

/** The price by the platform's grade and the term: one row for each band. */
export function PriceSection({ terms, onChange }: SectionProps) {
  const { priceBands } = terms;
  const put = (place: number, part: Partial<EditorBand>, field?: string) =>
    onChange(
      {
        priceBands: priceBands.map((band, index) =>
          index === place ? { ...band, ...part } : band,
        ),
      },
      field && `priceBands.${place}.${field}`,
    );
  const last = priceBands.at(-1);
  return (
    <div id="priceBands" tabIndex={-1} className="grid gap-4">
      {priceBands.map((band, place) => (
        <BandRow
          key={place}
          band={band}
          place={place}
          price={productKindWords[terms.kind].price}
          onChange={(part, field) => put(place, part, field)}
          onRemove={
            priceBands.length > 1
              ? () => onChange({ priceBands: priceBands.filter((_, index) => index !== place) })
              : null
          }
        />
      ))}
      <div>
        <Button
          variant="secondary"
          onClick={() =>
            onChange({
              priceBands: [
                ...priceBands,
                {
                  grades: [],
                  fromMonths: last?.fromMonths ?? terms.minimumTermMonths,
                  toMonths: last?.toMonths ?? terms.maximumTermMonths,
                  rate: "",
                },
              ],
            })
          }
        >
          <Plus aria-hidden />
          添加一档
        </Button>
      </div>
    </div>
  );
}

type RowProps = Readonly<{
  band: EditorBand;
  place: number;
  price: string;
  onChange: (part: Partial<EditorBand>, field?: string) => void;
  onRemove: (() => void) | null;
}>;

function BandRow({ band, place, price, onChange, onRemove }: RowProps) {
  const { errors } = useFormContext();
  const figures = [
    { field: "fromMonths", label: "期限从", unit: "个月" },
    { field: "toMonths", label: "至", unit: "个月" },
    { field: "rate", label: price, unit: "%" },
  ] as const;
  return (
    <fieldset className="grid min-w-0 gap-2 rounded-md border p-3">
      <legend className="px-1 text-xs text-slate-600">第 {place + 1} 档</legend>
      <div
        role="group"
        aria-label={`第 ${place + 1} 档适用的信用等级`}
        className="flex flex-wrap items-center gap-x-4 text-sm"
      >
        <span className="text-slate-700">信用等级</span>
        {priceGrades.map((grade) => (
          <Checkbox
            key={grade}
            label={grade}
            checked={band.grades.includes(grade)}
            onChange={() =>
              onChange({
                grades: priceGrades.filter((one) =>
                  one === grade ? !band.grades.includes(one) : band.grades.includes(one),
                ),
              })
            }
          />
        ))}
        <span className="text-muted-foreground text-xs">都不选即各等级相同</span>
      </div>
      <div className="grid items-end gap-3 sm:grid-cols-[repeat(3,minmax(0,1fr))_auto]">
        {figures.map(({ field, label, unit }) => (
          <Field
            key={field}
            id={`priceBands.${place}.${field}`}
            label={label}
            error={errors[`priceBands.${place}.${field}`]}
          >
            <NumberField
              unit={unit}
              value={band[field]}
              onChange={({ target }) => onChange({ [field]: target.value }, field)}
            />
          </Field>
        ))}
        {onRemove ? (
          <Button variant="ghost" aria-label={`删除第 ${place + 1} 档`} onClick={onRemove}>
            <Trash2 aria-hidden />
            删除
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}

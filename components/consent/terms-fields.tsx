"use client";

import { useState } from "react";
import { FormField, FormRadioCards } from "#components/form/form-field.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Input } from "#components/ui/input.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { RadioCard } from "#components/ui/radio-cards.tsx";
import { stageLabels } from "#lib/consent/model.ts";
import type { Purpose } from "#lib/consent/purposes.ts";
import { addDays } from "#lib/kernel/calendar.ts";
import type { ItemChoice } from "./item-choices.ts";
import { ItemPicker } from "./item-picker.tsx";
import { frequencyText } from "./labels.ts";
import {
  dataLifeDefault,
  daysOfPeriod,
  lendingPurposes,
  purposeDefaults,
  unusualText,
  type LendingPurpose,
} from "./purpose-terms.ts";

export type TermsChosen = Readonly<{ purpose: LendingPurpose; items: readonly string[] }>;

type Props = Readonly<{
  /** Those that may be chosen now. */
  purposes: readonly LendingPurpose[];
  items: readonly ItemChoice[];
  chosen: TermsChosen;
  today: string;
  words: Readonly<{ legend: string; hint: string }>;
  marked?: Readonly<{ ids: readonly string[]; word: string }>;
}>;

/** What an authorisation grants, the same whether it is given or asked for. */
export function TermsFields({ purposes, items, chosen, today, words, marked }: Props) {
  const [code, setCode] = useState(chosen.purpose);
  const offered = lendingPurposes.filter((one) => purposes.includes(one.code));
  const purpose = offered.find((one) => one.code === code) ?? offered[0];
  if (!purpose) return null;
  return (
    <>
      <FormRadioCards id="purpose" legend="用途" columns={offered.length > 1 ? 3 : 1} required>
        {offered.map((one) => (
          <RadioCard
            key={one.code}
            name="purpose"
            value={one.code}
            title={one.name}
            description={
              <>
                {one.text}
                <span className="mt-1 block">{capsText(one)}</span>
              </>
            }
            aside={<span className="text-muted-foreground text-xs">{stageLabels[one.stage]}</span>}
            checked={one.code === purpose.code}
            onChange={() => setCode(one.code)}
          />
        ))}
      </FormRadioCards>
      <ItemPicker
        items={items.filter(({ uses }) => uses.includes(purpose.code))}
        chosen={chosen.items}
        legend={words.legend}
        hint={words.hint}
        {...(marked === undefined ? {} : { marked })}
      />
      {/* Another purpose begins with its own figures. */}
      <Limits key={purpose.code} purpose={purpose} today={today} />
    </>
  );
}

const capsText = (purpose: Purpose) =>
  `最多 ${purpose.maximumQueries} 次，${frequencyText(purpose.frequency)}；最长 ${purpose.maximumDays} 天`;

type LimitsProps = Readonly<{
  purpose: Purpose & Readonly<{ code: LendingPurpose }>;
  today: string;
}>;

function Limits({ purpose, today }: LimitsProps) {
  const usual = purposeDefaults[purpose.code];
  const [queries, setQueries] = useState(String(usual.maximumQueries));
  const [startsOn, setStartsOn] = useState(today);
  const [endsOn, setEndsOn] = useState(addDays(today, usual.days - 1));
  const days = daysOfPeriod(startsOn, endsOn);
  const unusual =
    days === null
      ? null
      : unusualText({ purpose: purpose.code, maximumQueries: Number(queries), days });
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-3">
        <FormField
          id="maximumQueries"
          label="查询次数"
          hint={`1 至 ${purpose.maximumQueries} 次，${frequencyText(purpose.frequency)}`}
          required
        >
          <NumberField
            name="maximumQueries"
            unit="次"
            inputMode="numeric"
            value={queries}
            onChange={(event) => setQueries(event.target.value)}
          />
        </FormField>
        <FormField
          id="lookBackMonths"
          label="数据时段"
          hint={`查询当日之前，最长 ${purpose.maximumLookBackMonths} 个月`}
          required
        >
          <NumberField
            name="lookBackMonths"
            unit="个月"
            inputMode="numeric"
            defaultValue={purpose.maximumLookBackMonths}
          />
        </FormField>
        <FormField
          id="dataLifeDays"
          label="数据保存"
          hint={`查得后最长 ${purpose.maximumDataLifeDays} 天，期满须删除`}
          required
        >
          <NumberField
            name="dataLifeDays"
            unit="天"
            inputMode="numeric"
            defaultValue={dataLifeDefault(purpose)}
          />
        </FormField>
        <FormField id="startsOn" label="开始日期" required>
          <Input
            name="startsOn"
            type="date"
            min={today}
            value={startsOn}
            onChange={(event) => setStartsOn(event.target.value)}
          />
        </FormField>
        <FormField
          id="endsOn"
          label="结束日期"
          hint={`${days === null ? "" : `共 ${days} 天，`}最长 ${purpose.maximumDays} 天`}
          required
        >
          <Input
            name="endsOn"
            type="date"
            min={startsOn}
            value={endsOn}
            onChange={(event) => setEndsOn(event.target.value)}
          />
        </FormField>
      </div>
      {unusual === null ? null : (
        <Callout tone="warning" title="次数偏多" live>
          {unusual}只填需要的次数即可，用完可再次授权。
        </Callout>
      )}
    </>
  );
}

"use client";

import { Plus, Trash2 } from "lucide-react";
import { FormField } from "#components/form/form-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Input } from "#components/ui/input.tsx";
import {
  newItem,
  replaced,
  weightOfItems,
  without,
  type DimensionDraft,
  type FactChoice,
} from "./draft.ts";
import { ItemFields } from "./item-fields.tsx";

type Props = Readonly<{
  /** In the document: `dimensions.0`. */
  path: string;
  dimension: DimensionDraft;
  facts: ReadonlyMap<string, FactChoice>;
  /** Indicators that no dimension uses yet. */
  free: readonly FactChoice[];
  onChange: (dimension: DimensionDraft) => void;
  onRemove: () => void;
}>;

export function DimensionFields({ path, dimension, facts, free, onChange, onRemove }: Props) {
  const { name, items } = dimension;
  const [next] = free;
  return (
    <Card id={path}>
      <CardHeader
        title={name || "未命名的维度"}
        description={`${items.length} 项指标，共 ${weightOfItems(items)} 分`}
        actions={
          <Button variant="ghost" size="sm" onClick={onRemove}>
            <Trash2 aria-hidden />
            删除维度
          </Button>
        }
      />
      <CardBody className="grid gap-3">
        <FormField id={`${path}.name`} label="维度名称" required className="sm:max-w-xs">
          <Input
            value={name}
            maxLength={200}
            onChange={(event) => onChange({ ...dimension, name: event.target.value })}
          />
        </FormField>
        {items.map((item, at) => (
          <ItemFields
            // Its place: another indicator may be chosen in it, and it stays open.
            key={at}
            path={`${path}.items.${at}`}
            item={item}
            facts={facts}
            onChange={(changed) => onChange({ ...dimension, items: replaced(items, at, changed) })}
            onRemove={() => onChange({ ...dimension, items: without(items, at) })}
          />
        ))}
        {next ? (
          <Button
            variant="secondary"
            size="sm"
            className="justify-self-start"
            onClick={() => onChange({ ...dimension, items: [...items, newItem(next)] })}
          >
            <Plus aria-hidden />
            添加指标
          </Button>
        ) : null}
      </CardBody>
    </Card>
  );
}

"use client";

import { EyeOff } from "lucide-react";
import { useState } from "react";
import { FactRows } from "#components/lending/fact-rows.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { MaskedPersonal, Personal } from "#lib/registry/index.ts";
import { RevealDialog, type RevealAction } from "./reveal-dialog.tsx";

type Props = Readonly<{
  uscc: string;
  masked: MaskedPersonal;
  action: RevealAction<Personal>;
}>;

/** The legal representative's personal data: masked, and in full to who says why. Never on paper. */
export function PersonalData({ uscc, masked, action }: Props) {
  const [revealed, setRevealed] = useState<Personal | null>(null);
  const shown = revealed ?? masked;
  const nothing = masked.id === null && masked.phone === null;
  return (
    <Card className="print:hidden">
      <CardHeader
        title="法定代表人证件与电话"
        actions={
          revealed ? (
            <Button variant="secondary" size="sm" onClick={() => setRevealed(null)}>
              <EyeOff aria-hidden />
              隐藏
            </Button>
          ) : nothing ? null : (
            <RevealDialog
              what="法定代表人证件号码与联系电话"
              note="查看人、时间与原因会留痕，并告知该企业。"
              target={{ name: "uscc", value: uscc }}
              action={action}
              onRevealed={setRevealed}
            />
          )
        }
      />
      <CardBody className="grid gap-3">
        <FactRows
          facts={[
            { term: "证件号码", detail: shown.id ?? (masked.unreadable ? "暂不可读" : null) },
            { term: "联系电话", detail: shown.phone ?? (masked.unreadable ? "暂不可读" : null) },
          ]}
        />
        {masked.unreadable && (
          <Callout tone="warning">部分信息的密钥不可用，暂时无法显示，请联系平台运营。</Callout>
        )}
      </CardBody>
    </Card>
  );
}

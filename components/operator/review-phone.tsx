"use client";

import { useState } from "react";
import { RevealDialog, type RevealAction } from "#components/registry/reveal-dialog.tsx";

export type RevealPhoneAction = RevealAction<Readonly<{ phone: string }>>;

type Props = Readonly<{
  reviewId: string;
  /** null where the seal does not open. */
  masked: string | null;
  action: RevealPhoneAction;
}>;

/** The applicant's phone: masked, and in full to the operator who says why. */
export function ReviewPhone({ reviewId, masked, action }: Props) {
  const [phone, setPhone] = useState<string | null>(null);
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <span className="text-muted-foreground">联系电话</span>
      <span className="tabular-nums">{phone ?? masked ?? "暂不可读，请检查密钥设置"}</span>
      {phone === null && masked !== null && (
        <RevealDialog
          what="联系电话"
          note="查看人、时间与原因会留痕。"
          target={{ name: "reviewId", value: reviewId }}
          action={action}
          onRevealed={(revealed) => setPhone(revealed.phone)}
        />
      )}
    </p>
  );
}

import type { FormState } from "#components/form/form-state.ts";
import { stateTones } from "#components/lending/labels.ts";
import { AppLink, TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { stateLabels } from "#lib/lending/model.ts";
import { ApplyForm } from "./apply-form.tsx";
import type { ProductAccess } from "./product-access.ts";

export type ApplyAction = (before: FormState, form: FormData) => Promise<FormState>;

type Props = Readonly<{
  access: ProductAccess;
  action: ApplyAction;
  demandId: string;
  versionId: string;
  productName: string;
}>;

export function ProductAction({ access, action, demandId, versionId, productName }: Props) {
  switch (access.kind) {
    case "applied":
      return (
        <p className="flex items-center gap-3 text-sm">
          <Badge tone={stateTones[access.state]}>已申请 · {stateLabels[access.state]}</Badge>
          <TextLink href={`/enterprise/applications/${access.applicationId}`}>
            查看进展<span className="sr-only">：{productName}</span>
          </TextLink>
        </p>
      );
    case "apply":
      return (
        <ApplyForm
          action={action}
          demandId={demandId}
          versionId={versionId}
          productName={productName}
        />
      );
    case "authorise":
      return (
        <Button asChild className="w-full sm:w-auto">
          <AppLink href={access.href}>
            授权并申请<span className="sr-only">{productName}</span>
          </AppLink>
        </Button>
      );
  }
}

import { Callout } from "#components/ui/callout.tsx";
import { verdictLabels, type AccessVerdict } from "#lib/consent/model.ts";

export function ProfileRefusedNote({ because }: { readonly because: AccessVerdict }) {
  return (
    <Callout tone="warning" title="暂时不能查看信用档案">
      原因：{verdictLabels[because]}。请确认登录的是本企业账号；如仍不能查看，请联系平台运营。
    </Callout>
  );
}

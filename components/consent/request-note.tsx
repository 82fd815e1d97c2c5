import { TextLink } from "#components/ui/app-link.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { Standing } from "#lib/consent/model.ts";

type Props = Readonly<{
  authorisation: Readonly<{
    standing: Standing;
    institutionName: string | null;
    requestNote: string | null;
    applicationId: string | null;
  }>;
}>;

/** Who asked, why, and for which application; nothing where the enterprise itself wrote it out. */
export function RequestNote({ authorisation }: Props) {
  const { standing, institutionName, requestNote, applicationId } = authorisation;
  if (requestNote === null && applicationId === null) return null;
  return (
    <Callout
      tone={standing === "requested" ? "warning" : "neutral"}
      title={`${institutionName ?? ""}请求本授权`}
    >
      {requestNote === null ? "机构没有填写说明。" : `机构说明：${requestNote}`}
      {applicationId === null ? null : (
        <>
          {" "}
          <TextLink href={`/enterprise/applications/${applicationId}`}>查看相关申请</TextLink>
        </>
      )}
    </Callout>
  );
}

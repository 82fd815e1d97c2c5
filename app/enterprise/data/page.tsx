import { OwnProfile } from "#components/credit/own-profile.tsx";
import { ProfileRefusedNote } from "#components/credit/profile-refused-note.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { readOwnProfile } from "#lib/credit/index.ts";
import { readOwnRegistration } from "#lib/registry/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "信用档案" };

export default async function DataPage() {
  const [registration, own] = await Promise.all([read(readOwnRegistration), read(readOwnProfile)]);
  // An imported history ends on a day of its own, and says so.
  const until = registration.observedOn ? "历史样本数据，截至" : "数据截至";
  return (
    <>
      <PageHeader
        title="信用档案"
        description={
          own.granted
            ? `${until} ${own.asOf}。金融机构只能在您授权后查看您勾选的部分。`
            : "平台归集的本企业信用数据。"
        }
      />
      {own.granted ? (
        <OwnProfile registration={registration} own={own} />
      ) : (
        <ProfileRefusedNote because={own.because} />
      )}
    </>
  );
}

import { ProfileRefusedNote } from "#components/credit/profile-refused-note.tsx";
import { OwnEvaluation } from "#components/evaluation/own-evaluation.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { readOwnEvaluation } from "#lib/evaluation/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "公共信用评价" };

export default async function OwnEvaluationPage() {
  const own = await read(readOwnEvaluation);
  return (
    <>
      <PageHeader
        title="公共信用评价"
        description="按所在地生效的评价模板，由公共信用记录计算。仅供本企业参考；机构只有经您授权才能看到。"
      />
      {own.granted ? (
        <OwnEvaluation evaluation={own.evaluation} asOf={own.asOf} months={own.months} />
      ) : (
        <ProfileRefusedNote because={own.because} />
      )}
    </>
  );
}

import { ProfileRefusedNote } from "#components/credit/profile-refused-note.tsx";
import { EvaluationCard } from "#components/evaluation/evaluation-card.tsx";
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
        description={
          own.granted
            ? `数据截至 ${own.asOf}。未知的指标不评分，既不加分也不减分；总分按已知部分折算。仅供本企业参考。`
            : "按公开的评价模板计算，仅供本企业参考。"
        }
      />
      {own.granted ? (
        own.evaluations.map((evaluation) => (
          <EvaluationCard key={evaluation.template.id} evaluation={evaluation} />
        ))
      ) : (
        <ProfileRefusedNote because={own.because} />
      )}
    </>
  );
}

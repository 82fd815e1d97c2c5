import { TextLink } from "#components/ui/app-link.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { CodeAnswer } from "#lib/onboarding/index.ts";

/** What the code is found to be, while the form is still being filled in. */
export function CodeAnswerNote({ answer }: { readonly answer: CodeAnswer | null }) {
  if (!answer) return null;
  if (answer.verdict === "invalid") {
    return (
      <Callout tone="danger" title="代码未通过校验">
        {answer.message}
        {answer.reviewable ? (
          <p className="mt-1">
            如代码与营业执照完全一致，可
            <TextLink href={`/code-review?uscc=${encodeURIComponent(answer.uscc)}`}>
              申请人工核验
            </TextLink>
            。
          </p>
        ) : null}
      </Callout>
    );
  }
  if (answer.verdict === "unknown") {
    return (
      <Callout tone="warning" title="登记信息中没有该代码">
        {answer.warning}请对照营业执照核对；新设企业一般在登记后 1 至 2 个工作日入库。
      </Callout>
    );
  }
  return (
    <Callout tone={answer.warning ? "warning" : "success"} title={answer.name}>
      {answer.warning ?? "已在登记信息中找到该企业。"}
    </Callout>
  );
}

import type { FormAction } from "#components/form/form-state.ts";
import { NoteDialog } from "#components/form/note-dialog.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { timeText } from "#lib/kernel/calendar.ts";
import type { LimitPolicyRead } from "#lib/scoring/index.ts";

type Pending = NonNullable<LimitPolicyRead["pending"]>;
type Props = Readonly<{ pending: Pending; action: FormAction }>;

/** What waits for a second person: who asked, for what, and the answers that the reader may give. */
export function LimitPolicyPending({ pending, action }: Props) {
  const { id, version, own } = pending;
  return (
    <Card>
      <CardHeader
        title={`第 ${version} 版待复核`}
        description={
          own
            ? "由您提交，须由另一位同事复核；需要改动的，可以先撤回。"
            : "请核对上表加粗的改动后批准或不批准。"
        }
      />
      <CardBody className="grid gap-5">
        <DescriptionList
          columns={3}
          items={[
            { term: "生效日", detail: pending.validFrom },
            { term: "提交", detail: `${pending.proposer ?? "—"} ${timeText(pending.proposedAt)}` },
            { term: "采用", detail: pending.figures === null ? "评分卡的参数" : "本机构的参数" },
            { term: "说明", detail: pending.note ?? "无", wide: true },
          ]}
        />
        <div className="flex flex-wrap gap-3">
          {own ? (
            <NoteDialog
              label="撤回这一版"
              about="撤回后可以改动并重新提交。"
              fields={{ id, step: "take_back" }}
              note="optional"
              hint="可以不填"
              quiet
              action={action}
            />
          ) : (
            <>
              <NoteDialog
                label="批准"
                about={`批准后自 ${pending.validFrom} 起按这一版测算；已过生效日的立即生效。`}
                fields={{ id, step: "approve" }}
                note="optional"
                hint="记入这一版的办理记录"
                action={action}
              />
              <NoteDialog
                label="不批准"
                about="现行参数不变，提交人会看到理由。"
                fields={{ id, step: "decline" }}
                note="required"
                hint="记入这一版的办理记录"
                quiet
                action={action}
              />
            </>
          )}
        </div>
      </CardBody>
    </Card>
  );
}

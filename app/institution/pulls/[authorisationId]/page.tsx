import { PullLive } from "#components/intake/pull-live.tsx";
import { PullPage } from "#components/intake/pull-page.tsx";
import { readPull, readPullGround } from "#lib/intake/index.ts";
import { read } from "#lib/web/perform.ts";
import { askAction } from "./actions.ts";

export const metadata = { title: "按户查询最新数据" };

export default async function InstitutionPullPage(
  props: PageProps<"/institution/pulls/[authorisationId]">,
) {
  const ground = await read(readPullGround, await props.params);
  const latest = ground.latestPullId
    ? await read(readPull, { pullId: ground.latestPullId })
    : null;
  return (
    <PullPage ground={ground} withEnterprise>
      <PullLive
        latest={latest}
        canAsk={ground.standing === "in_force" && ground.itemNames.length > 0}
        ask={askAction.bind(null, ground.authorisationId)}
      />
    </PullPage>
  );
}

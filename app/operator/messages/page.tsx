import { PortalMessages } from "../../messages/portal-messages.tsx";

export const metadata = { title: "消息" };

export default async function OperatorMessagesPage(props: PageProps<"/operator/messages">) {
  const { after } = await props.searchParams;
  return <PortalMessages base="/operator/messages" after={after} />;
}

import { PortalMessages } from "../../messages/portal-messages.tsx";

export const metadata = { title: "消息" };

export default async function EnterpriseMessagesPage(props: PageProps<"/enterprise/messages">) {
  const { after } = await props.searchParams;
  return <PortalMessages base="/enterprise/messages" after={after} />;
}

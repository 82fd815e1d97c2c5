import { PortalMessages } from "../../messages/portal-messages.tsx";

export const metadata = { title: "消息" };

export default async function RegulatorMessagesPage(props: PageProps<"/regulator/messages">) {
  const { after } = await props.searchParams;
  return <PortalMessages base="/regulator/messages" after={after} />;
}

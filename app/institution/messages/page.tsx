import { PortalMessages } from "../../messages/portal-messages.tsx";

export const metadata = { title: "消息" };

export default async function InstitutionMessagesPage(props: PageProps<"/institution/messages">) {
  const { after } = await props.searchParams;
  return <PortalMessages base="/institution/messages" after={after} />;
}

import { PortalMessages } from "../../messages/portal-messages.tsx";

export const metadata = { title: "消息" };

export default async function DepartmentMessagesPage(props: PageProps<"/department/messages">) {
  const { after } = await props.searchParams;
  return <PortalMessages base="/department/messages" after={after} />;
}

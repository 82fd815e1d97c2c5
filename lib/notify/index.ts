export {
  countUnread,
  listMessages,
  markRead,
  MESSAGES_PER_PAGE,
  type ListedMessage,
} from "./messages.ts";
export {
  departmentOrganisation,
  enterpriseOrganisation,
  institutionOrganisation,
  organisationOf,
} from "./organisation.ts";
export { notify, notifyAll, type Message } from "./send.ts";

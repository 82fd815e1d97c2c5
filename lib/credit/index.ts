export { columnOf, refreshIndicators, type RefreshScope } from "./indicator-sql.ts";
export {
  readByAuthorisation,
  readForPlatform,
  readOwn,
  readOwnProfile,
  type Disclosure,
  type Refused,
} from "./queries.ts";

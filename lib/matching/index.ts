export { closeDemand, lockOwnDemand, postDemand } from "./commands.ts";
export { group, type Grouped, type Judged, type MatchReason, type ToSupply } from "./group.ts";
export { demandFacts, matchDemand, type Matched, type NotMatched } from "./match.ts";
export {
  demandClosed,
  listOwnDemands,
  ownDemand,
  readDemand,
  readOwnDemand,
  readOwnOpenDemand,
  type Demand,
} from "./queries.ts";
export {
  defaultWeights,
  rank,
  rankParts,
  type Candidate,
  type Ranked,
  type RankPart,
  type RankPartId,
  type RankWeights,
} from "./rank.ts";

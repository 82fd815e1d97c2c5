export const demandStatuses = ["open", "closed"] as const;
export type DemandStatus = (typeof demandStatuses)[number];

/** How an item may be shared (domain.md §3.2). Everything but `public` needs an authorisation. */
export const sharingModes = ["public", "licensed", "verification", "aggregate", "upload"] as const;
export type SharingMode = (typeof sharingModes)[number];

export const batchStatuses = ["running", "landed", "failed"] as const;
export type BatchStatus = (typeof batchStatuses)[number];

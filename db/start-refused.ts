/** Why a start cannot go on; its message is for the person who started it, and no stack is shown. */
export class StartRefused extends Error {}

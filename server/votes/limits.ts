/** Tallies and shuffles of large votes are long texts. */
export const LARGE = { bytes: 400 * 1024 * 1024, depth: 32 };

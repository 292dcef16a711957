/** What was thrown, in its own words: unclean and of any length, so what came from elsewhere goes through `sanitize` first. */
export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));

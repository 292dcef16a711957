/** One line of a log with its time by our clock. `text` has no line end; bytes are for what is not text. */
export type Line = {readonly at: number; readonly text: string | Uint8Array};

/** `2026-11-23 05:01:22`, UTC. */
export const secondsText = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** `2026-11-23 05:01:22.123`, UTC. */
export const millisText = (at: number): string => new Date(at).toISOString().slice(0, 23).replace('T', ' ');

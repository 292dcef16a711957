/** Levels that have a gate: below there is nothing to ask, above there is nothing to do. */
export type GateLevel = 'confirm' | 'type-name' | 'destroy';

/** How long a gate must have been read before it can be passed, and how long it then waits. */
export const gateTimes: Readonly<Record<GateLevel, {readonly armMs: number; readonly expireMs: number}>> = {
	confirm: {armMs: 700, expireMs: 60_000},
	'type-name': {armMs: 1500, expireMs: 90_000},
	destroy: {armMs: 3000, expireMs: 120_000},
};

/** A plan is of its moment. */
export const planLifeMs = 300_000;
/** What was typed before the gate was seen, and while the eye still moves, was meant for something else. */
export const typeAheadMs = 300;
/** The key that opened the gate may still be down. */
export const enterFreeMs = 500;
/** An Enter that follows another with no key between: held, or hit twice. Longer than any keyboard waits to repeat. */
export const enterAgainMs = 1000;
/** Between an edit and passing. */
export const afterEditMs = 250;
/** Equal characters closer than this are a held key, from the third on. */
export const repeatMs = 60;
export const repeatCount = 3;
/** So many keys in so short a time come from no hand, whatever reads brought them. */
export const burstMs = 12;
/** Smallest number of keys in one read that counts as a paste; `config.yml` may raise it for slow lines. */
export const pasteKeys = {least: 4, most: 16} as const;
/** Below this a gate cannot show what it must. */
export const smallest = {columns: 60, rows: 15} as const;
/** Longest text of a field. */
export const fieldLimit = 200;

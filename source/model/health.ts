/** From best to worst; `unknown` stands apart: it is the absence of an answer and never counts as ok. */
export type Health = 'ok' | 'warn' | 'crit' | 'unknown';

export type Severity = 'info' | 'warn' | 'crit';

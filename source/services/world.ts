import type {InventoryNode} from '../model/inventory/inventory.ts';
import type {LogProgram} from '../model/log.ts';
import type {Target} from '../model/target.ts';
import type {Trust} from '../model/trust.ts';
import type {Ask} from './source.ts';

export type Limits = {readonly timeoutMs: number; readonly signal: AbortSignal};

export type LogRequest = {
	readonly node: InventoryNode;
	readonly program: LogProgram;
	/** PostgreSQL cluster, Redis instance… that the log belongs to; undefined for node-wide logs. */
	readonly subject: string | undefined;
	/** How many old lines to begin with. */
	readonly backfillLines: number;
	/** Epoch ms: begin with what was written since then, give or take, and not with the last lines. */
	readonly since?: number | undefined;
	/** Read what is there and end, instead of waiting for more. */
	readonly once?: boolean;
};

/**
 * Everything outside, as far as reading goes. `transports` implement it on the real thing, `simulator` on a made-up one;
 * nothing above can tell which it has.
 */
export type World = {
	/** The raw answer, for the source's `read`. Rejects with a ProblemError: one sentence, made for the operator. */
	readonly ask: (target: Target, ask: Ask, limits: Limits) => Promise<unknown>;
	/**
	 * Follows a log until `signal` aborts or the stream ends; with `once` it ends when what is there was read. Chunks are raw bytes as the program wrote them, cut anywhere.
	 * Resolves when the far end closed, rejects with a ProblemError that says why it cannot be read.
	 */
	readonly follow: (request: LogRequest, onChunk: (chunk: Uint8Array) => void, signal: AbortSignal) => Promise<void>;
	/** How sure we are who answers for a PostgreSQL instance. Undefined while nobody does, and where it does not matter. */
	readonly trustOf?: (instance: string) => Trust | undefined;
	readonly close: () => Promise<void>;
};

/**
 * An expected failure of the outside. `message` says what happened, where and, after a newline, what to do.
 * `kind` lets the scheduler tell a dead host from a wrong answer.
 */
export class ProblemError extends Error {
	override name = 'ProblemError';
	readonly kind: 'unreachable' | 'timeout' | 'refused' | 'answer';
	constructor(kind: ProblemError['kind'], message: string) {
		super(message);
		this.kind = kind;
	}
}

import type {InventoryNode} from '../../model/inventory/inventory.ts';
import type {RemoteCommand, SshAnswer} from '../source.ts';
import type {Limits} from '../world.ts';

/** What the rest of the transports need of SSH: one command, or one that goes on talking. */
export type Ssh = {
	/** Rejects with a ProblemError when the command did not end by itself: no route, no trust, too late, too much. */
	readonly exec: (
		node: InventoryNode,
		command: RemoteCommand,
		limits: Limits & {readonly maxBytes: number},
	) => Promise<SshAnswer>;
	/**
	 * Chunks are raw bytes of stdout; while a promise of `onChunk` is pending no more is read. Resolves when the command
	 * ends; ended by `signal` it resolves as well, with code 143, and nothing of it is left running.
	 */
	readonly stream: (
		node: InventoryNode,
		command: RemoteCommand,
		onChunk: (chunk: Uint8Array) => void | Promise<void>,
		signal: AbortSignal,
	) => Promise<{readonly code: number; readonly stderr: string}>;
	readonly close: () => Promise<void>;
};

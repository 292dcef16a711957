import type {Samples, SourceId} from '../model/sample.ts';
import type {Secret} from '../model/secret.ts';
import type {Target, TargetKind} from '../model/target.ts';

/** A command that may be run on a node: an argv, and as whom. `services/transports/ssh` quotes it and adds `sudo -n`. */
export type RemoteCommand = {
	readonly as: 'login' | 'postgres' | 'root';
	readonly argv: readonly [program: string, ...args: string[]];
	/** One line for the command's standard input, which ends with it: the only way in for a secret. */
	readonly stdin?: Secret | string;
};

/** What is asked. Everything here only reads; changing calls have their own type and their own door. */
export type Ask =
	/** Rows as records. Variants by `server_version_num`, the newest that fits is taken. */
	| {readonly via: 'sql'; readonly variants: readonly {readonly since: number; readonly text: string}[]}
	/** pgbouncer's admin console, simple query protocol. Rows as records. */
	| {readonly via: 'console'; readonly text: string}
	/** GET on Patroni's REST API: of the member itself for an instance, of any member that answers for a cluster. */
	| {readonly via: 'patroni'; readonly path: string}
	/** GET on a service of a host. */
	| {readonly via: 'http'; readonly service: 'haproxy' | 'etcd' | 'vmalert'; readonly path: string}
	| {readonly via: 'ssh'; readonly command: RemoteCommand}
	/** A named look at the admin node's own files; only these. */
	| {readonly via: 'files'; readonly what: 'private-keys'};

/** What comes back, before `read` gives it a shape. */
export type HttpAnswer = {readonly status: number; readonly body: string; readonly from: string};
export type SshAnswer = {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
	/** Our clock, epoch ms, halfway between question and answer. */
	readonly askedAt: number;
};

/** A thing to poll, as plain data: what to ask, of whom, how often, and how to read the answer. */
export type Source<Id extends SourceId = SourceId> = {
	readonly id: Id;
	readonly of: TargetKind;
	/** One line for docs/SOURCES.md and the sources screen. */
	readonly about: string;
	/** Privilege it needs on the other side, for docs/SOURCES.md. */
	readonly needs: string;
	readonly everyMs: number;
	readonly timeoutMs: number;
	/** False for targets that this source has nothing to ask of. */
	readonly applies?: (target: Target) => boolean;
	readonly ask: (target: Target) => Ask;
	/** Pure, and never given a clock. Throws ShapeError on an answer it does not know. */
	readonly read: (raw: unknown, target: Target) => Samples[Id];
};

export const defineSource = <Id extends SourceId>(source: Source<Id>): Source<Id> => source;

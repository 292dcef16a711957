import type {Secret} from './secret.ts';

/** What an audit record may hold. A secret is written as its mask. */
export type AuditValue =
	| string
	| number
	| boolean
	| undefined
	| Secret
	| readonly AuditValue[]
	| {readonly [name: string]: AuditValue};

/** Written and on disk before the first side effect: everything that was shown and agreed to. */
export type IntentEntry = {
	readonly event: 'intent';
	readonly action: string;
	readonly class: string;
	/** The level that was asked for, such as `type-name`. */
	readonly gate: string;
	readonly policyVersion: string;
	/** Literal argv, SQL or HTTP request. */
	readonly request: AuditValue;
	/** Resolved: hosts or instances, never a pattern. */
	readonly targets: readonly string[];
	readonly stateDigest: string;
	readonly planDigest: string;
	readonly environment: string;
	/** Which of scope, state, backup age and dry run the operator has seen. */
	readonly sop: readonly string[];
	readonly backupProof?: string | undefined;
	readonly approver?: string | undefined;
	readonly jobId?: string | undefined;
};

export type StartEntry = {
	readonly event: 'start';
	readonly action: string;
	/** The record of the intent that this belongs to. */
	readonly intentSeq: number;
	readonly jobId: string;
};

export type ResultEntry = {
	readonly event: 'result';
	readonly action: string;
	readonly intentSeq: number;
	readonly jobId: string;
	/** Undefined when the job was killed or its end was not seen. */
	readonly exit: number | undefined;
	readonly hosts: Readonly<Record<string, string>>;
	readonly durationMs: number;
};

/** What the world showed afterwards. */
export type VerifyEntry = {
	readonly event: 'verify';
	readonly action: string;
	readonly intentSeq: number;
	readonly outcome: 'done' | 'failed' | 'unknown';
	readonly evidence: readonly string[];
};

/** What did not lead to an action, or is no action of ours: gates left or expired, unlocks, consents, rejections. */
export type NotedEntry = {
	readonly event: 'refused' | 'expired' | 'rejected' | 'read-only' | 'unlock' | 'consent' | 'handed-over' | 'opened';
	readonly action: string;
	readonly targets: readonly string[];
	/** One sentence; never what was typed. */
	readonly reason: string;
	readonly rules?: readonly string[] | undefined;
};

export type AuditEntry = IntentEntry | StartEntry | ResultEntry | VerifyEntry | NotedEntry;

/** Who acts, and with which program. The same in each record of a process. */
export type AuditOrigin = {
	readonly toolVersion: string;
	readonly bootId: string;
	readonly operator: {
		readonly uid: number;
		readonly user: string;
		/** Who logged in before `su` or `sudo`, as the kernel remembers; undefined when it does not. */
		readonly loginUid: number | undefined;
		readonly tty: string | undefined;
		readonly sshClient: string | undefined;
	};
};

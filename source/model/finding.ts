import type {Severity} from './health.ts';

export type Subject = {
	readonly kind: 'cluster' | 'instance' | 'node' | 'fleet' | 'inventory';
	readonly name: string;
	/** The cluster it belongs to, when there is one. */
	readonly cluster: string | undefined;
};

export type Evidence = {
	/** Where it was seen: `patroniCluster pg-test`, `pigsty.yml:42`. */
	readonly source: string;
	readonly text: string;
	/** Epoch ms of the sample. */
	readonly at: number;
};

export type Advice = {
	/** What to do, in order of risk: looking before touching. */
	readonly text: string;
	/** Policy class of doing it. */
	readonly class: 'allowed' | 'business-data' | 'confirm' | 'destructive';
	/** Id of the command that does it here, when there is one. */
	readonly action: string | undefined;
};

/** A named condition with evidence. `id` is `rule:subject` and stays the same while the condition lasts. */
export type Finding = {
	readonly id: string;
	readonly rule: string;
	readonly severity: Severity;
	readonly subject: Subject;
	readonly title: string;
	/** Epoch ms when we first saw it. */
	readonly since: number;
	readonly evidence: readonly Evidence[];
	readonly advice: readonly Advice[];
};

import type {Advice, Evidence, Subject} from '../../model/finding.ts';
import type {Severity} from '../../model/health.ts';
import type {FleetView, NodeView, PgView, PlainView} from './view.ts';

/** What a rule says of a condition that it sees now. */
export type Found = {
	readonly severity: Severity;
	readonly subject: Subject;
	/** Tells apart what one rule finds several times of one subject: the name of the alert. */
	readonly part?: string;
	readonly title: string;
	readonly evidence: readonly Evidence[];
	/** Looking before touching, the cheapest and safest first. */
	readonly advice: readonly Advice[];
	/** When it began, if the samples tell; otherwise it begins when we first see it. Epoch ms. */
	readonly since?: number | undefined;
};

type About = {
	readonly id: string;
	/** One line for docs/FINDINGS.md. */
	readonly about: string;
	readonly docs: string;
	/** How long it must last before it is shown; what is there at the first look is shown at once. */
	readonly holdMs?: number;
};

/** A condition that is looked for in every cluster, in every node, or once in the fleet. */
export type Rule = About &
	(
		| {readonly of: 'pgsql'; readonly evaluate: (view: PgView) => readonly Found[]}
		| {readonly of: 'plain'; readonly evaluate: (view: PlainView) => readonly Found[]}
		| {readonly of: 'node'; readonly evaluate: (view: NodeView) => readonly Found[]}
		| {readonly of: 'fleet'; readonly evaluate: (view: FleetView) => readonly Found[]}
	);

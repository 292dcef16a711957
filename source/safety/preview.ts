import type {Action} from '../model/action.ts';
import {nameOf} from '../model/action-target.ts';
import {pgClusterOf, targetOf} from './action-subject.ts';
import {fateOf, proofTexts, type Fate} from './backup-proof.ts';
import {blastRadius, type BlastRadius} from './effects/blast-radius.ts';
import type {Consequences} from './effects/consequence.ts';
import {consequences} from './effects/consequences.ts';
import {postCondition, type PostCondition} from './effects/post-condition.ts';
import {escaped} from './escaped.ts';
import type {Facts} from './facts.ts';
import {grants} from './grants.ts';
import {judge, type Raises, type Verdict} from './judge.ts';
import {plan} from './plan.ts';
import {describe} from './step.ts';

/** All that a gate shows before it lets anything be typed. What is not known says so; nothing is left out or cut. */
export type Preview = {
	/** `switch over` */
	readonly verb: string;
	/** `cluster` */
	readonly kind: string;
	/** Escaped where it is not plain. */
	readonly target: string;
	/** The label, or `PROD?` without one. */
	readonly environment: string;
	/** Who the cluster is, as it told itself; empty when the action is about none. */
	readonly identity: readonly string[];
	readonly radius: BlastRadius;
	/** Literal requests in their order; or why there are none. */
	readonly steps: readonly string[];
	readonly problem: string | undefined;
	readonly consequences: Consequences;
	/** One line for each repository, and what becomes of it. */
	readonly backups: readonly {readonly text: string; readonly fate: Fate}[];
	readonly verdict: Verdict;
	readonly guide: string | undefined;
	readonly ageMs: number | undefined;
	/** What will be looked for afterwards: only that is success. */
	readonly success: PostCondition;
};

export const preview = (action: Action, facts: Facts, raises: Raises = {}): Preview => {
	const made = plan(action, facts);
	const target = targetOf(action);
	const proofs = proofTexts(facts);
	return {
		verb: grants[action.kind].title,
		kind: target.kind.replaceAll('-', ' '),
		target: escaped(nameOf(target)),
		environment: facts.environment === undefined ? 'PROD?' : escaped(facts.environment),
		identity: pgClusterOf(action) === undefined ? [] : identity(facts),
		radius: blastRadius(action, facts),
		steps: 'steps' in made ? made.steps.map(step => describe(step)) : [],
		problem: 'problem' in made ? made.problem : undefined,
		consequences: possible(consequences(action, facts), facts, raises),
		backups: (pgClusterOf(action) === undefined ? [] : (facts.backups ?? [])).map((repository, index) => ({
			text: proofs[index] ?? '',
			fate: fateOf(action, repository, facts),
		})),
		verdict: judge(action, facts, {raises}),
		guide: grants[action.kind].guide,
		ageMs: facts.ageMs,
		success: postCondition(action, facts),
	};
};

/** A gentler form that is not allowed now is no choice. */
const possible = (all: Consequences, facts: Facts, raises: Raises): Consequences => ({
	...all,
	gentler: all.gentler.filter(({action}) => action === undefined || judge(action, facts, {raises}).level !== 'never'),
});

const identity = ({cluster}: Facts): readonly string[] =>
	cluster === undefined
		? []
		: [
				`cluster ${escaped(cluster.name ?? 'unknown')}`,
				`system identifier ${cluster.systemIdentifier ?? 'unknown'}`,
				`timeline ${cluster.timeline ?? 'unknown'}`,
				`leader ${cluster.leaders === undefined ? 'unknown' : cluster.leaders.map(name => escaped(name)).join(', ') || 'none'}`,
			];

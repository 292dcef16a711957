import type {Action} from '../model/action.ts';
import type {ActionTarget} from '../model/action-target.ts';
import {targetsOf} from './action-subject.ts';
import {atMost} from './certain.ts';
import {challenges} from './challenges.ts';
import {difference, planDigest, stateDigest, stateFields, type Difference, type Hash} from './digest.ts';
import type {Facts} from './facts.ts';
import {isAcceptance} from './gate/gate.ts';
import type {Acceptance, GateSpec} from './gate/gate-state.ts';
import {judge, type Raises, type Verdict} from './judge.ts';
import {isStricter, type Level} from './levels.ts';
import {plan} from './plan.ts';
import type {Step} from './step.ts';

/** The world is read again after the gate was passed, at most so long before the first step. */
export const freshMs = 5000;
/** When reading it again takes longer, it is called off. */
export const rereadMs = 10_000;

/** Proof that the gate said yes to exactly this. Only this file makes one, and it works once. */
export type Approval = {
	readonly action: Action;
	readonly targets: readonly ActionTarget[];
	readonly steps: readonly Step[];
	readonly level: Level;
	/** Ids of the rules that asked for something. */
	readonly rules: readonly string[];
	readonly planDigest: string;
	readonly stateDigest: string;
	readonly issuedAt: number;
	/** The first step must begin by then. On the clock of the gate's events. */
	readonly expiresAt: number;
};

export type Refusal = {
	/** `state`: the world is another than the one that was shown. `policy`: the rules ask for more now, or forbid it. */
	readonly refused: 'gate' | 'late' | 'stale' | 'state' | 'policy' | 'plan';
	readonly text: string;
	readonly difference: readonly Difference[];
	readonly verdict: Verdict | undefined;
};

type Request = {
	readonly acceptance: Acceptance;
	/** Read from live sources since the gate was passed, never from what the screen remembers. */
	readonly fresh: Facts;
	readonly now: number;
	readonly hash: Hash;
	readonly raises?: Raises;
};

const open = new WeakMap<Approval, Pick<Approval, 'planDigest' | 'issuedAt' | 'expiresAt'>>();
const spent = new WeakSet<GateSpec>();

/**
 * Judges again, on facts read since the gate was passed: what was true when it opened may not be now. Whatever differs
 * ends it, and a new plan is needed; a gate that was passed is worth one attempt.
 */
export const approve = ({
	acceptance,
	fresh,
	now,
	hash,
	raises = {},
}: Request): {readonly approval: Approval} | Refusal => {
	const {spec} = acceptance;
	if (!isAcceptance(acceptance) || spent.has(spec)) {
		return refusal('gate', 'no gate was passed for this, or it was used already');
	}

	spent.add(spec);
	const {action} = spec;
	const waited = now - acceptance.at;
	if (!(waited >= 0 && waited <= rereadMs)) {
		return refusal('late', 'reading the state again took too long; nothing was done');
	}

	if (!atMost(fresh.ageMs, freshMs) || !atMost(0, fresh.ageMs)) {
		return refusal('stale', 'the state could not be read again from live sources; nothing was done');
	}

	const verdict = judge(action, fresh, {raises});
	const changed = difference(spec.state, stateFields(action, fresh));
	if (changed.length > 0) {
		return {
			refused: 'state',
			text: `it is not as it was shown: ${changed.map(({field}) => field).join(', ')}; nothing was done`,
			difference: changed,
			verdict,
		};
	}

	const unmet = unmetBy(spec, fresh, verdict);
	if (unmet !== undefined) {
		return {...refusal('policy', `${unmet}; nothing was done`), verdict};
	}

	const made = plan(action, fresh);
	const digest = planDigest(spec.steps, hash);
	if ('problem' in made || planDigest(made.steps, hash) !== digest) {
		return {...refusal('plan', 'the plan is not the one that was shown; nothing was done'), verdict};
	}

	return {approval: issue(spec, verdict, {fresh, now, hash, planDigest: digest})};
};

const issue = (
	{action, steps}: GateSpec,
	{level, reasons}: Verdict,
	{fresh, now, hash, planDigest: digest}: Pick<Request, 'fresh' | 'now' | 'hash'> & {readonly planDigest: string},
): Approval => {
	const approval: Approval = Object.freeze({
		action,
		targets: targetsOf(action),
		steps,
		level,
		rules: reasons.map(({rule}) => rule),
		planDigest: digest,
		stateDigest: stateDigest(action, fresh, hash),
		issuedAt: now,
		expiresAt: now + freshMs - (fresh.ageMs ?? freshMs),
	});
	open.set(approval, {planDigest: digest, issuedAt: now, expiresAt: approval.expiresAt});
	return approval;
};

/** What the rules ask for now that was not given at the gate. */
const unmetBy = (spec: GateSpec, fresh: Facts, verdict: Verdict): string | undefined => {
	if (verdict.level === 'never') {
		return verdict.reasons.find(({level}) => level === 'never')?.text ?? 'it is not allowed any more';
	}

	if (isStricter(verdict.level, spec.level)) {
		return verdict.reasons[0]?.text ?? 'it needs more than was asked for';
	}

	const missing = challenges(spec.action, fresh, verdict).find(
		({id, expected}) => !spec.challenges.some(given => given.id === id && given.expected === expected),
	);
	return missing && `“${missing.expected}” would have to be typed now`;
};

const refusal = (refused: Refusal['refused'], text: string): Refusal => ({
	refused,
	text,
	difference: [],
	verdict: undefined,
});

/**
 * The executor's first call, with the digest of what it is about to run: undefined once per approval, else why not, and
 * then it does nothing. An approval is gone after the first call, whatever comes of it.
 */
export const redeem = (approval: Approval, digest: string, now: number): string | undefined => {
	const bound = open.get(approval);
	open.delete(approval);
	if (bound === undefined) {
		return 'there is no approval, or it was used already';
	}

	if (bound.planDigest !== digest) {
		return 'what is about to run is not what was approved';
	}

	return now >= bound.issuedAt && now <= bound.expiresAt ? undefined : 'the approval has expired';
};

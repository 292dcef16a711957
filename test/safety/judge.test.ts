import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Action} from '../../source/model/action.ts';
import {nothingKnown, type Facts} from '../../source/safety/facts.ts';
import {actionKinds, grants} from '../../source/safety/grants.ts';
import type {Guard} from '../../source/safety/guard.ts';
import {guards} from '../../source/safety/guards.ts';
import {judge} from '../../source/safety/judge.ts';
import {levels, type Level} from '../../source/safety/levels.ts';
import {actions} from '../kit/action.ts';
import {factsFor} from '../kit/facts.ts';
import {losablePaths, losing, lossOf} from '../kit/lose.ts';
import {guardCases} from './guard-cases.ts';

const rank = (level: Level): number => levels.indexOf(level);
const all = Object.values(actions);

/** Healthy facts, and those of every case in which some guard trips. */
const situations: readonly {readonly action: Action; readonly facts: Facts}[] = [
	...all.map(action => ({action, facts: factsFor(action)})),
	...Object.values(guardCases).map(({action, change = facts => facts}) => ({action, facts: change(factsFor(action))})),
];
const situation = fc.constantFrom(...situations);
/** Any action under any of these facts, fitting or not. */
const mixed = fc.tuple(situation, situation).map(([{action}, {facts}]) => ({action, facts}));
const either = fc.oneof(situation, mixed);

test('an action that meets no obstacle needs what its grant says, and nothing more to be typed', () => {
	expect(all.map(({kind}) => kind).toSorted()).toEqual(actionKinds.toSorted());
	for (const action of all) {
		const {level, phrases} = judge(action, factsFor(action));
		expect([action.kind, level, phrases]).toEqual([action.kind, grants[action.kind].level, []]);
	}
});

test('read-only denies everything', () => {
	fc.assert(
		fc.property(either, fc.constantFrom(true, undefined), ({action, facts}, readOnly) => {
			expect(judge(action, {...facts, readOnly}).level).toBe('never');
		}),
	);
});

test('where nothing is known nothing is done', () => {
	for (const action of all) {
		expect(judge(action, nothingKnown).level).toBe('never');
	}
});

test('a kind that no grant names is denied', () => {
	const kinds = fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'toString', 'patroni.remove'));
	fc.assert(
		fc.property(either, kinds, ({action, facts}, kind) => {
			fc.pre(!actionKinds.some(known => known === kind));
			const verdict = judge({...action, kind} as unknown as Action, facts);
			expect(verdict.level).toBe('never');
			expect(verdict.reasons.map(({rule}) => rule)).toContain('no-grant');
		}),
	);
});

test('the order of guards does not matter', () => {
	fc.assert(
		fc.property(either, fc.shuffledSubarray([...guards], {minLength: guards.length}), ({action, facts}, table) => {
			const [one, other] = [judge(action, facts), judge(action, facts, {table})];
			expect(other.level).toBe(one.level);
			expect(other.phrases.toSorted()).toEqual(one.phrases.toSorted());
		}),
	);
});

test('a guard more never loosens', () => {
	fc.assert(
		fc.property(either, fc.shuffledSubarray([...guards]), ({action, facts}, table) => {
			const [some, whole] = [judge(action, facts, {table}), judge(action, facts)];
			expect(rank(some.level)).toBeLessThanOrEqual(rank(whole.level));
			expect(whole.phrases).toEqual(expect.arrayContaining([...some.phrases]));
		}),
	);
});

test('the operator’s own policy raises and never lowers', () => {
	fc.assert(
		fc.property(either, fc.constantFrom(...levels), ({action, facts}, level) => {
			const [plain, own] = [judge(action, facts), judge(action, facts, {raises: {[action.kind]: level}})];
			expect(rank(own.level)).toBe(Math.max(rank(plain.level), rank(level)));
		}),
	);
});

describe('losing knowledge never loosens', () => {
	test('of any one fact, in any situation', () => {
		fc.assert(
			fc.property(
				either.chain(({action, facts}) => lossOf(facts).map(loss => ({action, facts, loss}))),
				({action, facts, loss}) => {
					const [before, after] = [judge(action, facts), judge(action, loss.facts)];
					expect(rank(after.level), loss.path.join('.')).toBeGreaterThanOrEqual(rank(before.level));
				},
			),
			{numRuns: 2000},
		);
	});

	test('of each single fact, where all is well', () => {
		for (const action of all) {
			const facts = factsFor(action);
			const before = rank(judge(action, facts).level);
			for (const path of losablePaths(facts)) {
				const after = judge(action, losing(facts, path, undefined) as Facts);
				expect(rank(after.level), `${action.kind}: ${path.join('.')}`).toBeGreaterThanOrEqual(before);
			}
		}
	});

	test('each guard for itself: what trips goes on tripping', () => {
		fc.assert(
			fc.property(
				either.chain(({action, facts}) => lossOf(facts).map(loss => ({action, facts, loss}))),
				({action, facts, loss}) => {
					const tripped = (known: Facts) =>
						judge(action, known)
							.checks.filter(({isSafe}) => !isSafe)
							.map(({rule}) => rule);
					const after = tripped(loss.facts);
					// A plan that cannot be made has no hosts that could be wrong: then it is the plan that trips. One that is made for
					// fewer hosts than it was read for no longer reaches all of them: then its hosts trip, which is never passed.
					const rest = after.includes('plan')
						? ['hosts', 'hosts-known', 'hosts-all']
						: after.includes('hosts')
							? ['hosts-all']
							: [];
					expect([...after, ...rest], loss.path.join('.')).toEqual(expect.arrayContaining(tripped(facts)));
				},
			),
			{numRuns: 2000},
		);
	});
});

const oddGuard = (unless: () => unknown, raise: Level = 'destroy'): Guard => ({
	id: 'odd',
	for: 'every kind',
	raise,
	safe: 'nothing is odd',
	unless,
	why: () => 'odd',
});

test('a guard that throws denies', () => {
	const thrower = oddGuard(() => {
		throw new Error('x');
	}, 'confirm');
	const verdict = judge(actions['session.cancel'], factsFor(actions['session.cancel']), {table: [thrower]});
	expect(verdict.level).toBe('never');
	const dumb = {
		...oddGuard(() => false, 'confirm'),
		why: () => thrower.unless(nothingKnown, actions['session.cancel']) as string,
	};
	expect(judge(actions['session.cancel'], nothingKnown, {table: [dumb]}).level).toBe('never');
});

test('a guard that answers anything but true trips', () => {
	const action = actions['session.cancel'];
	fc.assert(
		fc.property(fc.anything(), answer => {
			const {level} = judge(action, factsFor(action), {table: [oddGuard(() => answer)]});
			expect(level).toBe(answer === true ? 'confirm' : 'destroy');
		}),
	);
});

test('reasons come strictest first, and a passed check says what must be so', () => {
	const action = actions['session.terminate'];
	const {reasons, checks} = judge(action, {...factsFor(action), environment: 'PROD', readOnly: true});
	expect(reasons.map(({rule}) => rule)).toEqual(['read-only', 'environment', 'session.terminate']);
	expect(checks.find(({rule}) => rule === 'audit')).toEqual({
		rule: 'audit',
		isSafe: true,
		level: 'allow',
		text: 'the audit log can be written',
		phrase: undefined,
	});
});

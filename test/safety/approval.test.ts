import {describe, expect, test} from 'vitest';
import type {Action} from '../../source/model/action.ts';
import {approve, redeem, type Approval} from '../../source/safety/approval.ts';
import type {Facts} from '../../source/safety/facts.ts';
import type {Acceptance} from '../../source/safety/gate/gate-state.ts';
import {actions} from '../kit/action.ts';
import {inBackups, inMember, inSection} from '../kit/alter-facts.ts';
import {factsFor} from '../kit/facts.ts';
import {after, gateFor, hand, key, opened, seen} from '../kit/gate.ts';
import {sha256} from '../kit/hash.ts';

const switchover = actions['patroni.switchover'];

/** A gate passed by typing everything it asks for. */
const accepted = (action: Action = switchover, facts: Facts = factsFor(action)): Acceptance => {
	const gate = gateFor(action, facts);
	const typing = gate.spec.challenges.flatMap(({expected}, index) => [
		...hand(expected, 1000 + index * 5000),
		key('enter', 1000 + index * 5000 + 4000),
	]);
	const {outcome} = after(gate, ...seen, ...(typing.length === 0 ? [key('down', 1000), key('enter', 5000)] : typing));
	if (outcome.type !== 'accepted') throw new Error(outcome.type);
	return outcome.acceptance;
};

const ask = (acceptance: Acceptance, fresh: Facts, later = 1000) =>
	approve({acceptance, fresh, now: acceptance.at + later, hash: sha256});

const approval = (action: Action = switchover): Approval => {
	const answer = ask(accepted(action), factsFor(action));
	if (!('approval' in answer)) throw new Error(answer.text);
	return answer.approval;
};

const refused = (change: (facts: Facts) => Facts, action: Action = switchover) => {
	const answer = ask(accepted(action), change(factsFor(action)));
	return 'approval' in answer ? undefined : answer;
};

test('an approval of each kind is bound to what was shown', () => {
	for (const action of Object.values(actions)) {
		const made = approval(action);
		expect([made.action, made.steps.length > 0, made.rules.includes(action.kind)]).toEqual([action, true, true]);
		expect([made.planDigest, made.stateDigest].every(digest => /^[0-9a-f]{64}$/.test(digest))).toBe(true);
		expect(made.expiresAt - made.issuedAt).toBe(4000); // five seconds less the age of the facts
	}
});

describe('an approval', () => {
	test('works once', () => {
		const made = approval();
		expect(redeem(made, made.planDigest, made.issuedAt)).toBeUndefined();
		expect(redeem(made, made.planDigest, made.issuedAt)).toBe('there is no approval, or it was used already');
	});

	test('cannot be made by hand, nor copied', () => {
		const made = approval();
		expect(redeem({...made}, made.planDigest, made.issuedAt)).toContain('no approval');
		expect(redeem(made, made.planDigest, made.issuedAt)).toBeUndefined();
	});

	test('is for the plan that was approved, and gone when it was tried for another', () => {
		const [made, other] = [approval(), approval(actions['patroni.pause'])];
		expect(redeem(made, other.planDigest, made.issuedAt)).toBe('what is about to run is not what was approved');
		expect(redeem(made, made.planDigest, made.issuedAt)).toContain('no approval');
	});

	test('expires, five seconds after the state was read', () => {
		const at = (ms: number) => {
			const made = approval();
			return redeem(made, made.planDigest, made.issuedAt + ms);
		};
		expect([at(0), at(4000)]).toEqual([undefined, undefined]);
		expect([at(4001), at(-1), at(Number.NaN)]).toEqual(Array.from({length: 3}, () => 'the approval has expired'));
	});

	test('cannot be changed', () => {
		const made = approval();
		expect(Object.isFrozen(made)).toBe(true);
	});
});

describe('a gate that was passed', () => {
	test('is worth one attempt, whatever comes of it', () => {
		const acceptance = accepted();
		expect(ask(acceptance, inSection('cluster', {timeline: 4})(factsFor(switchover)))).toMatchObject({
			refused: 'state',
		});
		expect(ask(acceptance, factsFor(switchover))).toMatchObject({refused: 'gate'});
	});

	test('cannot be made by hand', () => {
		const acceptance = accepted();
		expect(ask({...acceptance}, factsFor(switchover))).toMatchObject({refused: 'gate'});
		expect('approval' in ask(acceptance, factsFor(switchover))).toBe(true);
	});

	test('waits ten seconds for the world to be read again', () => {
		const later = (ms: number) => {
			const answer = ask(accepted(), factsFor(switchover), ms);
			return 'approval' in answer ? 'approved' : answer.refused;
		};
		expect([later(0), later(10_000), later(10_001), later(-1), later(Number.NaN)]).toEqual([
			'approved',
			'approved',
			'late',
			'late',
			'late',
		]);
	});

	test.each([5001, -1, Number.NaN, undefined])('takes no facts that are %s ms old', ageMs => {
		expect(refused(facts => ({...facts, ageMs}))).toMatchObject({refused: 'stale'});
	});
});

describe('the world is judged again', () => {
	test('another leader is a difference, told field by field', () => {
		const answer = refused(inSection('cluster', {leaders: ['pg-test-3']}));
		expect(answer).toMatchObject({
			refused: 'state',
			text: 'it is not as it was shown: leader; nothing was done',
			difference: [{field: 'leader', before: '["pg-test-1"]', after: '["pg-test-3"]'}],
		});
		expect(answer?.verdict?.level).toBe('never');
	});

	test.each<readonly [string, (facts: Facts) => Facts]>([
		['the candidate died', inMember(2, {isLive: false})],
		['pigsty.yml was changed', inSection('inventory', {sha256: 'zz'})],
		['a backup vanished', inBackups({labels: ['20261123-010002F']})],
		['a fact cannot be read any more', inSection('cluster', {isPaused: undefined})],
		['someone else began a change', facts => ({...facts, changes: [{cluster: 'pg-test', text: 'x'}]})],
	])('%s: nothing is done', (_, change) => {
		expect(refused(change)).toMatchObject({refused: 'state'});
	});

	test('what the digest does not hold is held by the rules: changes were locked meanwhile', () => {
		expect(refused(facts => ({...facts, readOnly: true}))).toMatchObject({
			refused: 'policy',
			text: 'changes are locked; start with --allow-changes, or unlock them; nothing was done',
		});
	});

	test('the session has ended and its number is another’s', () => {
		const answer = refused(facts => ({...facts, sessions: []}), actions['session.terminate']);
		expect(answer).toMatchObject({refused: 'policy'});
		expect(answer?.text).toContain('has ended');
	});

	test('more would have to be typed now than was', () => {
		const terminate = actions['session.terminate'];
		const walsender = (facts: Facts): Facts => ({
			...facts,
			sessions: facts.sessions?.map(one => ({...one, backendType: 'walsender'})),
		});
		expect(refused(walsender, terminate)).toMatchObject({refused: 'policy'});
		const raised = approve({
			acceptance: accepted(terminate),
			fresh: factsFor(terminate),
			now: opened + 6000,
			hash: sha256,
			raises: {'session.terminate': 'destroy'},
		});
		expect(raised).toMatchObject({refused: 'policy'});
		const renamed = (facts: Facts): Facts =>
			inSection('inventory', {
				names: [...(facts.inventory?.names ?? []), {kind: 'role', name: 'pg-test', cluster: 'pg-meta'}],
			})(facts);
		expect(refused(renamed)).toMatchObject({
			refused: 'policy',
			text: '“cluster/pg-test” would have to be typed now; nothing was done',
		});
	});

	test('the same facts by another address are another plan', () => {
		expect(refused(inMember(1, {patroniPort: 8009}))).toMatchObject({refused: 'plan'});
	});
});

import {describe, expect, test} from 'vitest';
import {arming} from '../../../source/safety/gate/arming.ts';
import {gateStep, isAcceptance, openGate} from '../../../source/safety/gate/gate.ts';
import {
	after,
	choiceGate,
	closedBy,
	gatesByLevel,
	hand,
	isAccepted,
	key,
	nameGate,
	opened,
	readToEnd,
	seen,
	shown,
} from '../../kit/gate.ts';

describe.each(Object.entries(gatesByLevel))('the gate of level %s', (_, {open, answers, armMs, expireMs}) => {
	/** When everything is answered and armed. */
	const readyAt = Math.max(armMs, (answers.at(-1)?.at ?? 0) + 250);
	const pass = [...seen, ...answers, key('enter', readyAt)];
	const ready = after(open(), ...seen, ...answers);

	test('is passed by an honest operator as soon as it is armed', () => {
		const state = after(open(), ...pass);
		expect([state.word, state.outcome.type]).toEqual([undefined, 'accepted']);
	});

	test('is armed when it has been on screen to its end for its time, and not before', () => {
		const answered = after(open(), shown(0), ...answers);
		expect(after(answered, key('enter', 5000)).word).toBe('scroll to its end first');
		const read = after(answered, readToEnd(5000));
		const early = after(read, key('enter', 5000 + armMs - 1));
		expect([early.outcome.type, early.word]).toEqual(['open', 'read it: 0.0 s to go']);
		expect(isAccepted(after(read, key('enter', 5000 + armMs)))).toBe(true);
		expect(isAccepted(after(early, key('enter', 5000 + armMs + 999)))).toBe(true);
		expect(arming(read, opened + 5000)).toEqual({
			isArmed: false,
			why: `read it: ${(armMs / 1000).toFixed(1)} s to go`,
			inMs: armMs,
		});
	});

	test('is not passed before it is on screen', () => {
		const unseen = after(open(), readToEnd(0), ...answers, key('enter', 9000));
		expect([unseen.outcome.type, unseen.word]).toEqual([
			'open',
			'what was typed before this was on screen is not taken',
		]);
		expect(arming(unseen, opened + 9000)).toMatchObject({isArmed: false, why: 'it is not on screen yet'});
	});

	test('takes no single key for a yes', () => {
		for (const single of [
			'enter',
			' ',
			'y',
			'Y',
			'1',
			'2',
			'o',
			'escape',
			'tab',
			'down',
			'right',
			'ctrl+c',
			'f1',
			'p',
		]) {
			const state = after(open(), ...seen, key(single, 5000), {type: 'ticked', at: 10_000});
			expect([single, isAccepted(state)]).toEqual([single, false]);
		}
	});

	test('closes on Escape, and on Ctrl-C', () => {
		for (const leave of ['escape', 'ctrl+c']) {
			const state = after(open(), ...seen, key(leave, 400));
			expect(closedBy(state)).toBe('cancelled');
			expect(state.outcome).toMatchObject({text: 'cancelled: nothing was done'});
		}
	});

	test.each(['suspended', 'focus-lost', 'disconnected'] as const)('closes when it is %s', type => {
		const state = after(ready, {type, at: readyAt}, key('enter', readyAt));
		expect(closedBy(state)).toBe(type);
	});

	test('closes when the terminal gets too small for it, and stays when it is only smaller', () => {
		expect(closedBy(after(open(), ...seen, {type: 'resized', at: 500, columns: 60, rows: 15}))).toBeUndefined();
		expect(closedBy(after(open(), ...seen, {type: 'resized', at: 500, columns: 59, rows: 15}))).toBe('resized');
		expect(closedBy(after(open(), ...seen, {type: 'resized', at: 500, columns: 60, rows: 14}))).toBe('resized');
		expect(closedBy(after(open(), ...seen, {type: 'resized', at: 500, columns: 20, rows: 5}))).toBe('resized');
	});

	test('expires, and never by doing it', () => {
		const endsAt = armMs + expireMs;
		expect(closedBy(after(ready, {type: 'ticked', at: endsAt - 1}))).toBeUndefined();
		expect(closedBy(after(ready, {type: 'ticked', at: endsAt}))).toBe('expired');
		expect(closedBy(after(ready, key('enter', endsAt)))).toBe('expired');
		expect(isAccepted(after(ready, key('enter', endsAt - 1)))).toBe(true);
	});

	test('lives no longer than its plan, even when nobody has read it', () => {
		expect(closedBy(after(open(), shown(0), {type: 'ticked', at: 299_999}))).toBeUndefined();
		expect(closedBy(after(open(), shown(0), {type: 'ticked', at: 300_000}))).toBe('expired');
		const old = openGate({...open().spec, plannedAt: opened - 300_000});
		expect(closedBy(after(old, ...pass))).toBe('expired');
	});

	test('takes nothing for a yes on a clock that does not work', () => {
		for (const at of [Number.NaN, opened, Number.NEGATIVE_INFINITY]) {
			const state = pass.reduce((before, event) => gateStep(before, {...event, at}), open());
			expect([at, isAccepted(state)]).toEqual([at, false]);
		}
	});

	test('is over once: nothing opens it again', () => {
		for (const end of [after(open(), ...pass), after(open(), ...seen, key('escape', 400))]) {
			expect(after(end, ...pass.map(event => ({...event, at: event.at + 5000})))).toBe(end);
		}
	});

	test('discards what was typed ahead', () => {
		const ahead = [key('d', -50), key('enter', -40), key('enter', -30), ...hand('pg-test', 0), key('enter', 299)];
		const state = after(open(), shown(0), readToEnd(0), ...ahead);
		expect(state.fields[0] ?? '').toBe(state.fields.length === 0 ? '' : 'est');
		expect(isAccepted(state)).toBe(false);
		expect(after(open(), key('p', 0)).word).toBe('what was typed before this was on screen is not taken');
	});

	test('is not passed by an Enter that is held from before it is armed', () => {
		const last = answers.at(-1)?.at ?? 0;
		const answered = after(open(), shown(0), ...answers, readToEnd(last));
		const repeats = [0, 660, ...Array.from({length: 300}, (_unused, index) => 693 + index * 33)];
		for (const wait of [armMs - 1, armMs - 300, armMs - 650]) {
			const state = after(answered, ...repeats.map(ms => key('enter', last + wait + ms)));
			expect([wait, state.outcome.type]).toEqual([wait, 'open']);
		}
	});
});

test('the choice opens with Cancel selected, and Enter there cancels', () => {
	expect(choiceGate().choice).toBe('cancel');
	expect(closedBy(after(choiceGate(), ...seen, key('down', 400), key('up', 500), key('enter', 1000)))).toBe(
		'cancelled',
	);
	expect(after(choiceGate(), ...seen, key('y', 400)).word).toContain('arrow keys');
});

test('Enter alone does nothing: the key that opened the gate may still be down', () => {
	const state = after(choiceGate(), ...seen, key('enter', 1000), key('enter', 3000));
	expect([closedBy(state), state.word]).toEqual([undefined, 'Enter alone does nothing here']);
	const early = after(choiceGate(), ...seen, key('down', 310), key('enter', 499));
	expect([early.choice, early.outcome.type, early.word]).toEqual(['proceed', 'open', 'Enter alone does nothing here']);
	const late = after(choiceGate(), ...seen, key('down', 310), key('enter', 500));
	expect(late.word).toBe('read it: 0.2 s to go');
});

test('an Enter that came too early can be pressed again, after a second', () => {
	const typed = after(nameGate(), ...seen, ...hand('pg-test', 400), key('enter', 1400));
	expect(typed.word).toBe('read it: 0.1 s to go');
	expect(after(typed, key('enter', 1600)).word).toContain('held down or was pressed twice');
	expect(isAccepted(after(typed, key('enter', 2400)))).toBe(true);
});

test('an edit must lie a moment back', () => {
	const typed = after(nameGate(), ...seen, ...hand('pg-tes', 400), key('t', 2000));
	expect(isAccepted(after(typed, key('enter', 2249)))).toBe(false);
	expect(isAccepted(after(typed, key('enter', 2250)))).toBe(true);
});

test('an acceptance is bound to what was shown, and cannot be made by hand', () => {
	const state = after(nameGate(), ...seen, ...hand('pg-test', 400), key('enter', 1510));
	if (state.outcome.type !== 'accepted') throw new Error('not accepted');
	const {acceptance} = state.outcome;
	expect(acceptance.spec.action).toMatchObject({kind: 'patroni.switchover'});
	expect(acceptance.at).toBe(opened + 1510);
	expect([isAcceptance(acceptance), isAcceptance({...acceptance})]).toEqual([true, false]);
});

import {describe, expect, test} from 'vitest';
import {openGate} from '../../../source/safety/gate/gate.ts';
import type {GateEvent} from '../../../source/safety/gate/gate-state.ts';
import {after, destroyGate, hand, isAccepted, key, nameGate, seen} from '../../kit/gate.ts';

describe('a field', () => {
	const field = (...events: readonly GateEvent[]) => after(nameGate(), ...seen, ...events);

	test('takes what is typed, Backspace and Ctrl-U, and nothing else', () => {
		expect(field(...hand('pg-tesr', 400), key('backspace', 1200), key('t', 1300)).fields).toEqual(['pg-test']);
		expect(field(...hand('pg', 400), key('ctrl+u', 1200)).fields).toEqual(['']);
		expect(field(...hand('pg', 400), key('left', 1200), key('f1', 1300), key('ctrl+v', 1400)).fields).toEqual(['pg']);
	});

	test('does not complete, trim or fold', () => {
		for (const near of ['pg-tes', 'PG-TEST', ' pg-test', 'pg-test ', 'pg-test-dr', 'pg-tеst', 'pg test']) {
			const state = field(...hand(near, 400), key('enter', 5000));
			expect([near, isAccepted(state)]).toEqual([near, false]);
			expect(state.word).toMatch(/^\S.{9,}/);
			expect(state.fields).toEqual([near]);
		}
	});

	test('is cleared by a paste, with brackets or without', () => {
		const bracketed = field(...hand('pg-', 400), {type: 'pasted', at: 1000});
		expect([bracketed.fields, bracketed.word]).toEqual([[''], 'pasted text is not taken; type it']);
		const atOnce = field(...Array.from('pg-test', char => key(char, 1000, 8)), key('enter', 1000, 8));
		expect([atOnce.fields, atOnce.outcome.type]).toEqual([[''], 'open']);
		expect(atOnce.word).toBe('8 keys came at once, as a paste does; type it');
	});

	test('counts as pasted from as many keys in one read as are set, and not from fewer', () => {
		expect(field(key('p', 400, 4)).fields).toEqual(['']);
		expect(field(key('p', 400, 3)).fields).toEqual(['p']);
		const slow = openGate({...nameGate().spec, pasteKeys: 9});
		expect([8, 9].map(keys => after(slow, ...seen, key('p', 400, keys)).fields[0])).toEqual(['p', '']);
	});

	test('hears nothing for 300 ms, and everything from then on', () => {
		expect([299, 300].map(at => field(key('p', at)).fields[0])).toEqual(['', 'p']);
	});

	test('knows a burst by its length, to the millisecond', () => {
		const burst = (step: number) =>
			field(...Array.from('pg-t', (char, index) => key(char, 400 + index * step))).fields[0];
		expect([3, 4].map(step => burst(step))).toEqual(['', 'pg-t']);
	});

	test('takes three keys in one read, which a slow line brings, and four where it is told so', () => {
		expect(field(key('p', 400, 3), key('g', 400, 3), key('-', 400, 3)).fields).toEqual(['pg-']);
		const slow = openGate({...nameGate().spec, pasteKeys: 9});
		expect(after(slow, ...seen, ...Array.from('pg-t', char => key(char, 400, 4))).fields).toEqual(['pg-t']);
		const absurd = openGate({...nameGate().spec, pasteKeys: 1000});
		expect(absurd.spec.pasteKeys).toBe(16);
		expect(openGate({...nameGate().spec, pasteKeys: Number.NaN}).spec.pasteKeys).toBe(4);
	});

	test('is cleared by keys that come faster than a hand, however they are cut into reads', () => {
		const state = field(...Array.from('pg-test', (char, index) => key(char, 400 + index)));
		expect(state.word).toContain('faster than a hand');
		expect(state.fields[0]?.length).toBeLessThan(4);
	});

	test('is cleared by a held key, from the third on', () => {
		const held = (count: number) => field(...Array.from({length: count}, (_, index) => key('t', 400 + index * 33)));
		expect(held(2).fields).toEqual(['tt']);
		expect([held(3).fields, held(3).word]).toEqual([[''], '“t” is held down; let go and type it again']);
		expect(held(40).fields).toEqual(['']);
		expect(field(key('t', 400), key('t', 460), key('t', 520)).fields).toEqual(['ttt']);
	});

	test('is cleared by bytes that are no key, and by Alt', () => {
		expect(field(...hand('pg', 400), {type: 'odd-bytes', at: 1000}).fields).toEqual(['']);
		expect(field(...hand('pg', 400), key('alt+x', 1000)).fields).toEqual(['']);
		expect(field(...hand('pg', 400), {type: 'key', at: 1000, name: 'x', text: '\u009B', keys: 1}).fields).toEqual(['']);
	});

	test('has an end', () => {
		const long = field(...hand('ab'.repeat(200), 400));
		expect([long.fields[0]?.length, long.word]).toEqual([200, 'the field is full']);
	});
});

describe('several fields', () => {
	const typed = after(destroyGate(), ...seen, ...hand('pg-test', 400), key('enter', 1000));

	test('are gone through by Enter where they are right', () => {
		expect(destroyGate().spec.challenges.map(({id, expected}) => [id, expected])).toEqual([
			['target', 'pg-test'],
			['phrase', 'yes, I confirm'],
			['leader', 'pg-test-1'],
		]);
		expect([typed.focus, typed.word]).toEqual([1, undefined]);
		const wrong = after(typed, ...hand('Yes, I confirm', 1100), key('enter', 2300));
		expect([wrong.focus, wrong.word]).toEqual([1, 'capital and small letters must be as in the name']);
	});

	test('must all be right, in whatever order they were filled', () => {
		const state = after(typed, ...hand('yes, I confirm', 1100), key('shift+tab', 2300), key('shift+tab', 2380));
		expect(state.focus).toBe(2);
		const back = after(state, key('tab', 2500), key('enter', 9000));
		expect([back.focus, back.outcome.type]).toEqual([2, 'open']);
		expect(isAccepted(after(back, ...hand('pg-test-1', 9100), key('enter', 20_000)))).toBe(true);
	});
});

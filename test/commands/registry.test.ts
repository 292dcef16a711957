import {expect, test} from 'vitest';
import {hints, press} from '../../source/commands/keymap.ts';
import {commands} from '../../source/commands/registry.ts';
import {rowActions} from '../../source/commands/row-actions.ts';
import {drillIds, type State} from '../../source/store/state.ts';
import {empty, fleet} from '../kit/state.ts';

const screens = ['cockpit', ...drillIds] as const;

test('ids are unique and read object.verb', () => {
	const ids = commands.map(({id}) => id);
	expect(ids).toEqual([...new Set(ids)]);
	expect(ids.filter(id => !/^[a-z]+\.[a-z-]+$/.test(id))).toEqual([]);
});

test.each(screens)('no key means two things on the %s screen', screen => {
	const keys = commands.filter(({on}) => on === 'everywhere' || on.includes(screen)).flatMap(command => command.keys);
	expect(keys).toEqual([...new Set(keys)]);
});

test('every command answers on every screen, with and without data, and says why when it cannot', () => {
	for (const base of [empty(), fleet()]) {
		for (const id of screens) {
			const [home] = base.ui.screens;
			const state = {
				...base,
				ui: {
					...base.ui,
					screens: id === 'cockpit' ? base.ui.screens : ([home, {...home, id, subject: 'pg-test'}] as const),
				},
			};
			for (const command of commands) {
				const intent = command.prepare(state);
				expect('blocked' in intent ? intent.blocked : 'fine', command.id).not.toBe('');
			}
		}
	}
});

test('escape on the first screen never leaves the program', () => {
	expect(press('escape', fleet())).toEqual({blocked: 'this is the first screen; q leaves the program'});
});

test('a key that does nothing says so', () => {
	expect(press('ctrl+t', fleet())).toEqual({blocked: 'ctrl+t does nothing here; ? shows the keys'});
});

test('the footer leaves out what cannot be done', () => {
	const words = (state: State) => hints(state).map(({word}) => word);
	expect(words(empty())).not.toContain('open');
	expect(words(fleet())).toContain('open');
	expect(words(fleet())).not.toContain('back');
});

test('the action menu of a cluster opens what belongs to it and copies its name', () => {
	expect(rowActions(fleet()).map(({id}) => id)).toEqual([
		'row.open',
		'logs.open',
		'ha.open',
		'backups.open',
		'row.copy',
	]);
});

test('no command reaches outside: everything is an event, a block, or one of four effects of the program itself', () => {
	const effects = commands.flatMap(({prepare}) => {
		const intent = prepare(fleet());
		return 'effect' in intent ? [intent.effect.type] : [];
	});
	expect([...new Set(effects)].toSorted()).toEqual(['copy', 'quit', 'repaint', 'suspend']);
});

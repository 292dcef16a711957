import type {State} from '../store/state.ts';
import type {Command} from './command.ts';
import {screenOf} from './keymap.ts';
import {commands} from './registry.ts';

export type RowAction = Pick<Command, 'id' | 'title' | 'keys' | 'prepare'>;

/** The commands that mean something for the selected row, as the action menu lists them. */
export const rowActions = (state: State): readonly RowAction[] => {
	const screen = screenOf(state);
	return commands
		.filter(({id, on}) => ofRow.includes(id) && (on === 'everywhere' || on.includes(screen)))
		.filter(({prepare}) => !('blocked' in prepare(state)));
};

const ofRow: readonly string[] = [
	'row.open',
	'logs.open',
	'logs.host',
	'ha.open',
	'backups.open',
	'node.open',
	'row.copy',
];

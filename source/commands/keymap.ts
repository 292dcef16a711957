import type {State} from '../store/state.ts';
import type {Command, CommandScreen, Intent} from './command.ts';
import {commands} from './registry.ts';

export const screenOf = ({ui}: State): CommandScreen => ui.screens.at(-1)?.id ?? 'cockpit';

const activeOn =
	(screen: CommandScreen) =>
	({on}: Command): boolean =>
		on === 'everywhere' || on.includes(screen);

export const commandFor = (key: string, screen: CommandScreen): Command | undefined =>
	commands.filter(activeOn(screen)).find(({keys}) => keys.includes(key));

export type Hint = {readonly key: string; readonly word: string};

/** What can be done here and now, the most useful first. What cannot be is left out: pressing its key says why. */
export const hints = (state: State): readonly Hint[] =>
	commands
		.filter(activeOn(screenOf(state)))
		.flatMap(({keys: [key], hint, prepare}) =>
			hint === undefined || key === undefined ? [] : [{...hint, key, prepare}],
		)
		.toSorted((one, other) => one.rank - other.rank)
		.filter(({prepare}) => !('blocked' in prepare(state)))
		.map(({key, word}) => ({key, word}));

/** What a key comes to where no overlay takes it first. */
export const press = (key: string, state: State): Intent => {
	const command = commandFor(key, screenOf(state));
	return command === undefined ? {blocked: `${key} does nothing here; ? shows the keys`} : command.prepare(state);
};

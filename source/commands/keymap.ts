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

export type Hint = {readonly key: string; readonly title: string; readonly blocked: string | undefined};

/** What can be done here, the most useful first, and why not where it cannot. */
export const hints = (state: State): readonly Hint[] =>
	commands
		.filter(activeOn(screenOf(state)))
		.filter(({hint}) => hint !== undefined)
		.toSorted((one, other) => (one.hint ?? 0) - (other.hint ?? 0))
		.map(command => {
			const intent = command.prepare(state);
			return {
				key: command.keys[0] ?? '',
				title: command.title,
				blocked: 'blocked' in intent ? intent.blocked : undefined,
			};
		});

/** What a key comes to where no overlay takes it first. */
export const press = (key: string, state: State): Intent => {
	const command = commandFor(key, screenOf(state));
	return command === undefined ? {blocked: `${key} does nothing here; ? shows the keys`} : command.prepare(state);
};

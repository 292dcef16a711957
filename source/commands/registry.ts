import type {Command} from './command.ts';
import {logCommands} from './log-commands.ts';
import {moveCommands} from './move-commands.ts';
import {openCommands} from './open-commands.ts';
import {paneCommands} from './pane-commands.ts';
import {programCommands} from './program-commands.ts';
import {rowCommands} from './row-commands.ts';

/** Every command. Keys, footer, help, palette and docs/COMMANDS.md are all read from here. */
export const commands: readonly Command[] = [
	...moveCommands,
	...openCommands,
	...paneCommands,
	...rowCommands,
	...logCommands,
	...programCommands,
];

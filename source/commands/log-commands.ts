import type {Command} from './command.ts';

/** How the log is shown. */
export const logCommands: readonly Command[] = [
	{
		id: 'logs.level',
		title: 'Log level: all, warnings, errors',
		keys: ['L'],
		on: ['cockpit', 'logs'],
		group: 'logs',
		prepare: ({ui}) => ({
			event: {
				type: 'log-view-changed',
				view: {logLevel: ui.logLevel === 'all' ? 'warning' : ui.logLevel === 'warning' ? 'error' : 'all'},
			},
		}),
	},
	{
		id: 'logs.wrap',
		title: 'Wrap long lines',
		keys: ['w'],
		on: ['cockpit', 'logs'],
		group: 'logs',
		prepare: ({ui}) => ({event: {type: 'log-view-changed', view: {logWrap: !ui.logWrap}}}),
	},
];

import os from 'node:os';
import {describeDefect} from '../describe-defect.ts';
import {exitCode} from '../exit-code.ts';
import type {Terminal} from './terminal.ts';

type Options = {
	readonly terminal: Pick<Terminal, 'restore' | 'onGone' | 'isLent'>;
	/** Reports of defects go here. */
	readonly stateDirectory: string;
	/** Runs first, and must not wait: what else has to be put down. */
	readonly beforeExit?: () => void;
};

/**
 * Every way out but the normal one: signals, a lost terminal, a defect. The terminal is restored on each, within a
 * moment, and whatever runs outside of us (jobs) is left alone. Exit codes: 128 + signal, 129 for a lost terminal as for
 * a hangup, 70 for a defect. The answer takes the guard away again.
 */
export const guardExits = ({terminal, stateDirectory, beforeExit}: Options): (() => void) => {
	const leave = (code: number, words?: string): void => {
		try {
			beforeExit?.();
			terminal.restore(words);
		} finally {
			process.exit(code);
		}
	};
	const onSignal = (name: NodeJS.Signals): void => {
		const isForOther = terminal.isLent() && (name === 'SIGINT' || name === 'SIGQUIT');
		if (!isForOther) {
			leave(128 + os.constants.signals[name]);
		}
	};
	const onDefect = (error: unknown): void => leave(exitCode.bug, describeDefect(error, stateDirectory));

	terminal.onGone(() => leave(128 + os.constants.signals.SIGHUP));
	for (const name of endings) {
		process.on(name, onSignal);
	}

	process.on('uncaughtException', onDefect).on('unhandledRejection', onDefect);
	return () => {
		for (const name of endings) {
			process.off(name, onSignal);
		}

		process.off('uncaughtException', onDefect).off('unhandledRejection', onDefect);
	};
};

const endings = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const;

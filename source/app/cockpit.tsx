import path from 'node:path';
import type {Intent} from '../commands/command.ts';
import {pressKey} from '../commands/overlay-keys.ts';
import type {Clock} from '../services/clock.ts';
import type {LogPorts} from '../services/log-streams.ts';
import {createLogParser} from '../services/logs/parser.ts';
import type {Store} from '../store/store.ts';
import {Root} from '../views/root.tsx';
import {charsetOf} from './terminal/charset.ts';
import {guardExits} from './terminal/guard-exits.ts';
import type {InputEvent} from './terminal/input-event.ts';
import {show} from './terminal/show.tsx';
import {hasTerminal, openTerminal, type Terminal} from './terminal/terminal.ts';
import {startEngine} from './engine.ts';
import {exitCode} from './exit-code.ts';
import {leave} from './leave.ts';
import {watchInventory} from './inventory-watch.ts';
import {pacedStore} from './paced-store.ts';
import {openDemo, openSession, type Session} from './session.ts';
import {stateHome} from './settings.ts';

type Values = Readonly<Record<string, string | boolean>>;

/** The cockpit on the real fleet or on a simulated one; answers when the operator leaves. From here on the terminal is guarded. */
export const runCockpit = async (
	command: 'cockpit' | 'demo',
	values: Values,
	unguardOutput: () => void,
): Promise<number> => {
	if (!hasTerminal()) {
		process.stderr.write(
			'pigsty-top: the cockpit needs a terminal\nWithout one: pigsty-top status, or pigsty-top check\n',
		);
		return exitCode.usage;
	}

	const [columns, rows] = process.stdout.getWindowSize();
	const given = {values, environment: process.env, cwd: process.cwd(), columns, rows};
	const session = command === 'demo' ? await openDemo(given) : await openSession(given);
	if ('problem' in session) {
		process.stderr.write(`pigsty-top: ${session.problem}\n`);
		return exitCode.usage;
	}

	unguardOutput();
	crashAfter(Number(values['crash-after-ms'] ?? Number.NaN));
	return runSession(session, command === 'demo');
};

/** A defect on purpose, in the demo only: the proof that one leaves the terminal as it was. */
const crashAfter = (ms: number): void => {
	if (ms >= 0) {
		setTimeout(() => {
			throw new Error('a defect on purpose');
		}, ms);
	}
};

const runSession = async (session: Session, isDemo: boolean): Promise<number> => {
	const {store, clock, inventoryPath} = session;
	const home = stateHome(process.env);
	const stopped = new AbortController();
	const terminal = openTerminal({talkPath: path.join(home, 'talk.log'), charset: charsetOf(process.env)});
	const unguard = guardExits({terminal, stateDirectory: home});
	terminal.writer.on('resize', () =>
		store.dispatch({type: 'resized', columns: terminal.writer.columns, rows: terminal.writer.rows}),
	);
	const quit = Promise.withResolvers<void>();
	const act = actor(store, terminal, quit.resolve);
	terminal.onInput(event => onInput(event, store, act));
	const screen = show(
		terminal,
		<Root store={pacedStore(store)} onAction={action => act(afterMenu(action.prepare(store.getState())))} />,
	);
	await terminal.writer.drawn();
	const engine = startEngine({...session, world: await session.openWorld(), parserFor: parserFor(clock)});
	for (const {file, line, text} of session.configProblems.slice(0, 1)) {
		store.dispatch({type: 'notified', text: `${file}${line === undefined ? '' : `:${line}`}: ${text}`});
	}

	if (!isDemo) {
		void watchInventory(store, inventoryPath, clock, stopped.signal);
	}

	await quit.promise;
	stopped.abort();
	screen.unmount();
	unguard();
	terminal.close();
	return leave(engine, exitCode.done);
};

/** Lines that carry no time of their own take ours. */
const parserFor =
	(clock: Clock): LogPorts['parserFor'] =>
	({node, program}) =>
		createLogParser(program, {node: node.name ?? node.ip, ip: node.ip, now: clock.now});

/** Carries out what a key comes to. */
const actor =
	(store: Store, terminal: Terminal, quit: () => void) =>
	(intent: Intent): void => {
		if ('event' in intent) {
			store.dispatch(intent.event);
		} else if ('events' in intent) {
			intent.events.forEach(event => store.dispatch(event));
		} else if ('blocked' in intent) {
			store.dispatch({type: 'notified', text: intent.blocked});
		} else {
			perform(intent.effect, store, terminal, quit);
		}
	};

const perform = (
	effect: Extract<Intent, {effect: unknown}>['effect'],
	store: Store,
	terminal: Terminal,
	quit: () => void,
): void => {
	switch (effect.type) {
		case 'quit': {
			quit();
			return;
		}

		case 'suspend': {
			void terminal.suspend();
			return;
		}

		case 'repaint': {
			terminal.writer.repaint();
			return;
		}

		case 'copy': {
			const done = terminal.writer.copy(effect.text);
			const first = effect.text.split('\n')[0]?.slice(0, 60) ?? '';
			store.dispatch({
				type: 'notified',
				text: done ? `copied: ${first}` : 'not copied: too long, or the terminal is busy',
			});
		}
	}
};

const onInput = (event: InputEvent, store: Store, act: (intent: Intent) => void): void => {
	const state = store.getState();
	if (event.type === 'key') {
		act(pressKey({name: event.name, text: event.text === '' ? undefined : event.text}, state));
	} else if (event.type === 'paste' && (state.ui.overlay?.kind === 'filter' || state.ui.overlay?.kind === 'palette')) {
		const text = event.text.split('\n')[0]?.replaceAll(/\p{C}/gu, '').slice(0, pasteMax) ?? '';
		act(pressKey({name: 'paste', text}, state));
	}
};

const pasteMax = 200;

/** The menu closes with the choice; what was chosen comes after that. */
const afterMenu = (intent: Intent): Intent => {
	const closing = {type: 'overlay-changed', overlay: undefined} as const;
	return 'event' in intent
		? {events: [closing, intent.event]}
		: 'events' in intent
			? {events: [closing, ...intent.events]}
			: intent;
};

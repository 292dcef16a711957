import {sanitize} from '../../format/sanitize.ts';
import {arming, expiresAt} from './arming.ts';
import type {Acceptance, Closing, GateEvent, GateSpec, GateState} from './gate-state.ts';
import {enterAgainMs, enterFreeMs, fieldLimit, pasteKeys, smallest, typeAheadMs} from './gate-times.ts';
import {nearMiss} from './near-miss.ts';
import {isBurst, isHeld, nothingTyped, typed} from './typing.ts';

const made = new WeakSet<Acceptance>();

/** Whether this is what a gate made, and not something of the same shape. */
export const isAcceptance = (acceptance: Acceptance): boolean => made.has(acceptance);

export const openGate = (spec: GateSpec): GateState => ({
	spec: {...spec, pasteKeys: clamp(spec.pasteKeys)},
	shownAt: undefined,
	readAt: undefined,
	choice: 'cancel',
	fields: spec.challenges.map(() => ''),
	focus: 0,
	editedAt: undefined,
	sawKey: false,
	enterAt: undefined,
	typing: nothingTyped,
	word: undefined,
	outcome: {type: 'open'},
});

/**
 * What becomes of a gate. It opens with Cancel selected and its fields empty; it is passed by nothing but an Enter of a
 * hand that had the time to read, with every field exactly right; and whatever it does not understand closes or clears.
 */
export const gateStep = (state: GateState, event: GateEvent): GateState => {
	if (state.outcome.type !== 'open') {
		return state;
	}

	if (!(event.at < expiresAt(state))) {
		return close(state, 'expired');
	}

	switch (event.type) {
		case 'shown': {
			return {...state, shownAt: state.shownAt ?? event.at};
		}
		case 'scrolled': {
			return event.isAtEnd ? {...state, readAt: state.readAt ?? event.at} : state;
		}
		case 'key': {
			return pressed(state, event);
		}
		case 'pasted': {
			return isDeaf(state, event.at) ? early(state) : cleared(state, 'pasted text is not taken; type it');
		}
		case 'odd-bytes': {
			return isDeaf(state, event.at) ? early(state) : cleared(state, 'that was no key; the field was cleared');
		}
		case 'ticked': {
			return state;
		}
		case 'resized': {
			return event.columns >= smallest.columns && event.rows >= smallest.rows ? state : close(state, 'resized');
		}
		case 'suspended':
		case 'focus-lost':
		case 'disconnected': {
			return close(state, event.type);
		}
	}
};

type KeyEvent = Extract<GateEvent, {readonly type: 'key'}>;

const pressed = (state: GateState, event: KeyEvent): GateState => {
	const {name, text, keys, at} = event;
	if (isDeaf(state, at)) {
		return early(state);
	}

	if (!(keys < state.spec.pasteKeys)) {
		return cleared(state, `${keys} keys came at once, as a paste does; type it`);
	}

	if (name === 'enter') {
		return entered(state, at);
	}

	const seen = {...state, sawKey: true, enterAt: undefined};
	if (name === 'escape' || name === 'ctrl+c') {
		return close(seen, 'cancelled');
	}

	if (name.startsWith('alt+')) {
		return cleared(seen, 'that was no key; the field was cleared');
	}

	return state.fields.length === 0 ? chosen(seen, name) : edited(seen, {...event, text});
};

/** Nothing is heard until the gate has been on screen for a moment. */
const isDeaf = ({shownAt}: GateState, at: number): boolean => !(shownAt !== undefined && at - shownAt >= typeAheadMs);

const early = (state: GateState): GateState => ({
	...state,
	word: 'what was typed before this was on screen is not taken',
});

const chosen = (state: GateState, name: string): GateState => {
	if (['right', 'down', 'tab', 'l', 'j'].includes(name)) {
		return {...state, choice: 'proceed', word: undefined};
	}

	return ['left', 'up', 'shift+tab', 'h', 'k'].includes(name)
		? {...state, choice: 'cancel', word: undefined}
		: {...state, word: 'choose with the arrow keys, then Enter; Esc cancels'};
};

const edited = (state: GateState, {name, text, at}: KeyEvent): GateState => {
	const current = state.fields[state.focus] ?? '';
	if (name === 'tab' || name === 'shift+tab') {
		const step = name === 'tab' ? 1 : state.fields.length - 1;
		return {...state, focus: (state.focus + step) % state.fields.length, typing: nothingTyped, word: undefined};
	}

	if (name === 'backspace' || name === 'ctrl+u') {
		const shorter = name === 'ctrl+u' ? '' : Array.from(current).slice(0, -1).join('');
		return {...withField(state, shorter), editedAt: at, typing: nothingTyped, word: undefined};
	}

	if (text === undefined) {
		return {...state, word: undefined};
	}

	if (/\p{Cc}/u.test(text)) {
		return cleared(state, 'that was no key; the field was cleared');
	}

	const typing = typed(state.typing, text, at);
	if (isHeld(typing)) {
		return {
			...cleared(state, `“${sanitize(text, 'cell')}” is held down; let go and type it again`),
			editedAt: at,
			typing,
		};
	}

	if (isBurst(typing, state.spec.pasteKeys)) {
		return {...cleared(state, 'keys came faster than a hand types, as a paste does; type it'), editedAt: at, typing};
	}

	return current.length + text.length > fieldLimit
		? {...state, typing, word: 'the field is full'}
		: {...withField(state, current + text), editedAt: at, typing, word: undefined};
};

const entered = (state: GateState, at: number): GateState => {
	const {shownAt, enterAt, sawKey} = state;
	const now = {...state, enterAt: at, typing: nothingTyped};
	if (!sawKey || !(shownAt !== undefined && at - shownAt >= enterFreeMs)) {
		return {...now, word: 'Enter alone does nothing here'};
	}

	if (enterAt !== undefined && !(at - enterAt >= enterAgainMs)) {
		return {...now, word: 'Enter is held down or was pressed twice; wait a second'};
	}

	return state.fields.length === 0 ? submitChoice(now, at) : submitFields(now, at);
};

const submitChoice = (state: GateState, at: number): GateState =>
	state.choice === 'cancel' ? close(state, 'cancelled') : submit(state, at);

const submitFields = (state: GateState, at: number): GateState => {
	const misses = state.spec.challenges.map(({expected}, index) => nearMiss(state.fields[index] ?? '', expected));
	const own = misses[state.focus];
	if (own !== undefined) {
		return {...state, word: own};
	}

	const next = misses.findIndex(miss => miss !== undefined);
	return next === -1 ? submit(state, at) : {...state, focus: next, word: undefined};
};

const submit = (state: GateState, at: number): GateState => {
	const armed = arming(state, at);
	if (!armed.isArmed) {
		return {...state, word: armed.why};
	}

	const acceptance: Acceptance = Object.freeze({spec: state.spec, at});
	made.add(acceptance);
	return {...state, word: undefined, outcome: {type: 'accepted', acceptance}};
};

const closings: Readonly<Record<Closing, string>> = {
	cancelled: 'cancelled: nothing was done',
	expired: 'expired: nothing was done',
	resized: `closed, because the terminal is smaller than ${smallest.columns}×${smallest.rows}: nothing was done`,
	suspended: 'closed, because the program was suspended: nothing was done',
	'focus-lost': 'closed, because another window took the keyboard: nothing was done',
	disconnected: 'closed, because the terminal went away: nothing was done',
};

const close = (state: GateState, why: Closing): GateState => ({
	...state,
	word: undefined,
	outcome: {type: 'closed', why, text: closings[why]},
});

const cleared = (state: GateState, word: string): GateState => ({
	...withField(state, ''),
	enterAt: undefined,
	choice: 'cancel',
	word,
});

const withField = (state: GateState, text: string): GateState => ({
	...state,
	fields: state.fields.map((field, index) => (index === state.focus ? text : field)),
});

const clamp = (keys: number): number => (keys >= pasteKeys.least ? Math.min(keys, pasteKeys.most) : pasteKeys.least);

import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {InputEvent} from '../../../source/app/terminal/input-event.ts';
import {createTokenizer} from '../../../source/app/terminal/tokenizer.ts';

/** A tokenizer whose one timer fires when the test says so. */
const harness = () => {
	const events: InputEvent[] = [];
	let waiting: {readonly ms: number; readonly run: () => void} | undefined;
	const tokenizer = createTokenizer(
		event => events.push(event),
		(ms, run) => {
			waiting = {ms, run};
			return () => {
				waiting = undefined;
			};
		},
	);
	return {
		events,
		push: (...chunks: readonly (string | Uint8Array)[]) => {
			for (const chunk of chunks) {
				tokenizer.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
			}
		},
		reset: tokenizer.reset,
		waitingMs: () => waiting?.ms,
		time: () => {
			const due = waiting;
			waiting = undefined;
			due?.run();
		},
	};
};

const read = (...chunks: readonly (string | Uint8Array)[]): readonly InputEvent[] => {
	const {events, push} = harness();
	push(...chunks);
	return events;
};
const names = (input: string): readonly string[] =>
	read(input).map(event => (event.type === 'key' ? event.name : event.type));

test.each([
	['three keys in one read', 'jjj', ['j', 'j', 'j']],
	['letters of both cases and signs', 'jJ/:?', ['j', 'J', '/', ':', '?']],
	['space, enter, tab, backspace in both forms', ' \r\t\u007F\b', ['space', 'enter', 'tab', 'backspace', 'backspace']],
	['control letters', '\u0003\u0004\u001A\n', ['ctrl+c', 'ctrl+d', 'ctrl+z', 'ctrl+j']],
	['control signs', '\0\u001C\u001D\u001E\u001F', ['ctrl+space', 'ctrl+\\', 'ctrl+]', 'ctrl+^', 'ctrl+_']],
	['arrows in both modes', '\u001B[A\u001B[B\u001BOC\u001BOD', ['up', 'down', 'right', 'left']],
	['home and end in every form', '\u001B[H\u001BOF\u001B[1~\u001B[4~\u001B[7~', ['home', 'end', 'home', 'end', 'home']],
	['page keys, insert, delete', '\u001B[5~\u001B[6~\u001B[2~\u001B[3~', ['pageup', 'pagedown', 'insert', 'delete']],
	['function keys', '\u001BOP\u001B[15~\u001B[17~\u001B[24~', ['f1', 'f5', 'f6', 'f12']],
	['function keys of the Linux console', '\u001B[[A\u001B[[E', ['f1', 'f5']],
	[
		'modifiers in one order',
		'\u001B[1;5A\u001B[1;2B\u001B[1;8C\u001B[3;3~',
		['ctrl+up', 'shift+down', 'ctrl+alt+shift+right', 'alt+delete'],
	],
	['shift+tab', '\u001B[Z', ['shift+tab']],
	['alt with a letter, a control, a plus', '\u001Bx\u001B\u0004\u001B+', ['alt+x', 'ctrl+alt+d', 'alt++']],
	['rxvt’s shift and control arrows', '\u001B[a\u001BOb', ['shift+up', 'ctrl+down']],
	['kitty’s protocol', '\u001B[97;5u\u001B[97;2u\u001B[13u\u001B[27u', ['ctrl+a', 'A', 'enter', 'escape']],
	['a key let go, in kitty’s protocol', '\u001B[97;1:3u', ['unknown']],
	['modifyOtherKeys', '\u001B[27;5;105~', ['ctrl+i']],
	['letters beyond ASCII', 'é日😀', ['é', '日', '😀']],
	['two escapes and a letter', '\u001B\u001Bx', ['escape', 'alt+x']],
	['C1 and broken UTF-8', '\u0085\uFFFD', ['unknown', 'unknown']],
	['a sequence nobody sends', '\u001B[99~', ['unknown']],
] as const)('%s', (_name, input, expected) => {
	expect(names(input)).toEqual(expected);
});

test('a key carries what it types and what was sent', () => {
	expect(read('q \u001B[A\u001Bx')).toEqual([
		{type: 'key', name: 'q', text: 'q', sequence: 'q'},
		{type: 'key', name: 'space', text: ' ', sequence: ' '},
		{type: 'key', name: 'up', text: undefined, sequence: '\u001B[A'},
		{type: 'key', name: 'alt+x', text: undefined, sequence: '\u001Bx'},
	]);
});

test.each([
	'\u001B]11;rgb:0/0/0\u001B\\',
	'\u001B]52;c;eA==\u0007',
	'\u001BP>|XTerm(390)\u001B\\',
	'\u001B_Gi=1;OK\u001B\\',
	'\u001B[?62;22c',
	'\u001B[12;40R',
	'\u001B[?2026;2$y',
	'\u001B[8;24;80t',
])('an answer of the terminal is no key: %j', reply => {
	expect(names(`${reply}q`)).toEqual(['reply', 'q']);
});

test('an answer that is cut short by ESC leaves the keys after it alone', () => {
	expect(names('\u001B]11;rgb\u001B[A')).toEqual(['reply', 'up']);
});

test('an endless answer is given up', () => {
	expect(names(`\u001B]${'x'.repeat(5000)}`)[0]).toBe('reply');
});

test('the mouse', () => {
	expect(read('\u001B[<0;10;5M\u001B[<0;10;5m\u001B[<64;1;1M\u001B[<65;1;1M')).toEqual([
		{type: 'mouse', button: 'left', x: 9, y: 4, isRelease: false},
		{type: 'mouse', button: 'left', x: 9, y: 4, isRelease: true},
		{type: 'mouse', button: 'wheel-up', x: 0, y: 0, isRelease: false},
		{type: 'mouse', button: 'wheel-down', x: 0, y: 0, isRelease: false},
	]);
	expect(read('\u001B[M !!')).toEqual([{type: 'mouse', button: 'left', x: 0, y: 0, isRelease: false}]);
});

test('focus in and out', () => {
	expect(read('\u001B[I\u001B[O')).toEqual([
		{type: 'focus', isFocused: true},
		{type: 'focus', isFocused: false},
	]);
});

test('ESC is the key once nothing follows it', () => {
	const {events, push, time, waitingMs} = harness();
	push('\u001B');
	expect(events).toEqual([]);
	expect(waitingMs()).toBe(50);
	time();
	expect(events).toEqual([{type: 'key', name: 'escape', text: undefined, sequence: '\u001B'}]);
});

test('a sequence cut in two is one key, and what never ends is no key', () => {
	const {events, push, time, waitingMs} = harness();
	push('\u001B[', '1;5');
	expect(waitingMs()).toBe(500);
	push('A', '\u001B[1');
	time();
	push('q');
	expect(events.map(event => (event.type === 'key' ? event.name : event.type))).toEqual(['ctrl+up', 'unknown', 'q']);
});

test('a paste is one event, whatever is in it', () => {
	expect(read('a\u001B[200~rm -rf /\ryes\r\u001B[A日本\u001B[201~b')).toEqual([
		{type: 'key', name: 'a', text: 'a', sequence: 'a'},
		{type: 'paste', text: 'rm -rf /\ryes\r\u001B[A日本', isComplete: true},
		{type: 'key', name: 'b', text: 'b', sequence: 'b'},
	]);
});

test('a paste without an end gives the keyboard back', () => {
	const {events, push, time, waitingMs} = harness();
	push('\u001B[200~lost\u001B[20');
	expect(waitingMs()).toBe(2000);
	time();
	push('q');
	expect(events).toEqual([
		{type: 'paste', text: 'lost\u001B[20', isComplete: false},
		{type: 'key', name: 'q', text: 'q', sequence: 'q'},
	]);
});

test('a huge paste is swallowed whole, kept in part', () => {
	const {events, push} = harness();
	push('\u001B[200~', ...Array.from({length: 100}, () => 'x'.repeat(1000)), '\u001B[201~q');
	expect(events).toHaveLength(2);
	expect(events[0]).toEqual({type: 'paste', text: 'x'.repeat(65_536), isComplete: false});
});

test('what others have read in between is forgotten', () => {
	const {events, push, reset, waitingMs} = harness();
	push('\u001B[200~half', Uint8Array.of(0xe6));
	reset();
	expect(waitingMs()).toBeUndefined();
	push('q');
	expect(events).toEqual([{type: 'key', name: 'q', text: 'q', sequence: 'q'}]);
});

const pieces = [
	'j',
	' ',
	'\r',
	'\u0003',
	'日',
	'😀',
	'é',
	'\u001B[B',
	'\u001B[1;5A',
	'\u001BOP',
	'\u001B[15~',
	'\u001B[[A',
	'\u001Bx',
	'\u001B[<64;10;5M',
	'\u001B[I',
	'\u001B]11;rgb:0/0/0\u001B\\',
	'\u001BP>|XTerm\u001B\\',
	'\u001B[?62;22c',
	'\u001B[M !!',
	'\u001B[200~rm -rf\n日本\u001B[201~',
	'\u001B[200~\u001B[20~\u001B[201~',
	'\u001B[97;5u',
];

test('where the bytes are cut does not matter', () => {
	fc.assert(
		fc.property(
			fc.array(fc.constantFrom(...pieces), {maxLength: 12}),
			fc.array(fc.integer({min: 1, max: 6}), {minLength: 1, maxLength: 200}),
			(stream, sizes) => {
				const bytes = Buffer.from(`${stream.join('')}z`);
				const chunks: Uint8Array[] = [];
				for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
					const size = sizes[turn % sizes.length] ?? 1;
					chunks.push(bytes.subarray(at, at + size));
					at += size;
				}

				expect(read(...chunks)).toEqual(read(bytes));
			},
		),
		{numRuns: 2000},
	);
});

test('no bytes whatever throw or take the keyboard away', () => {
	fc.assert(
		fc.property(fc.array(fc.uint8Array({maxLength: 20}), {maxLength: 5}), chunks => {
			const {events, push, time} = harness();
			push(...chunks);
			time();
			push('q');
			expect(events.at(-1)).toMatchObject({type: 'key', text: 'q'});
		}),
		{numRuns: 2000},
	);
});

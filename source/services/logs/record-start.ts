/** `2026-11-23 04:59:41.473 `, `d` for a digit. */
const form = Buffer.from('dddd-dd-dd dd:dd:dd.ddd ', 'latin1');
const anyDigit = 0x64;
const longestZone = 8;
const comma = 0x2c;
const quote = 0x22;
const newline = 0x0a;

/**
 * Whether a csvlog record begins here: its time with a zone, then the name of a user, which is quoted or empty. `maybe` when
 * the bytes end before that is clear.
 */
export const isRecordStart = (bytes: Uint8Array, at: number): 'yes' | 'no' | 'maybe' => {
	for (let index = 0; index < form.length; index += 1) {
		const byte = bytes[at + index];
		if (byte === undefined) {
			return 'maybe';
		}

		if (form[index] === anyDigit ? byte < 0x30 || byte > 0x39 : byte !== form[index]) {
			return 'no';
		}
	}

	for (let index = at + form.length; index <= at + form.length + longestZone; index += 1) {
		const byte = bytes[index];
		if (byte === undefined) {
			return 'maybe';
		}

		if (byte === comma) {
			const next = bytes[index + 1];
			return next === undefined ? 'maybe' : next === comma || next === quote ? 'yes' : 'no';
		}

		if (byte === newline || byte === quote) {
			return 'no';
		}
	}

	return 'no';
};

/**
 * Where the first record that begins on a line of its own after `from` is. When there is none yet, `searched` is where to
 * go on once more bytes are there.
 */
export const nextRecordStart = (
	bytes: Buffer,
	from: number,
): {readonly found: number} | {readonly found: undefined; readonly searched: number} => {
	let at = from;
	for (;;) {
		const end = bytes.indexOf(newline, at);
		if (end === -1) {
			return {found: undefined, searched: bytes.length};
		}

		const begins = isRecordStart(bytes, end + 1);
		if (begins === 'yes') {
			return {found: end + 1};
		}

		if (begins === 'maybe') {
			return {found: undefined, searched: end};
		}

		at = end + 1;
	}
};

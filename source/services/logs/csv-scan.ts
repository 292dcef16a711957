/** Where the fields of a record are in its bytes, quotes left out. Reused for each record. */
export type Fields = {
	count: number;
	readonly start: Int32Array;
	readonly end: Int32Array;
	/** 1 when the field has doubled quotes. */
	readonly escaped: Uint8Array;
};

/** PostgreSQL 18 writes 26 fields. */
const mostFields = 40;

export const createFields = (): Fields => ({
	count: 0,
	start: new Int32Array(mostFields + 1),
	end: new Int32Array(mostFields + 1),
	escaped: new Uint8Array(mostFields + 1),
});

export const incomplete = -1;
export const malformed = -2;

const quote = 0x22;
const comma = 0x2c;
const newline = 0x0a;

/**
 * Finds the fields of the CSV record that begins at `from`, and answers where the next one begins: `incomplete` when there is
 * no end before `until` (the open field is then the last of `fields`), `malformed` when it cannot be one whatever follows.
 */
export const scanRecord = (bytes: Uint8Array, from: number, until: number, fields: Fields): number => {
	let at = from;
	fields.count = 0;
	while (fields.count < mostFields) {
		at = bytes[at] === quote ? quotedField(bytes, at + 1, until, fields) : plainField(bytes, at, until, fields);
		if (at < 0) {
			return at;
		}

		if (bytes[at] === newline) {
			return at + 1;
		}

		if (bytes[at] !== comma) {
			return malformed;
		}

		at += 1;
	}

	return malformed;
};

/** Both answer where the field's separator is. */
const quotedField = (bytes: Uint8Array, start: number, until: number, fields: Fields): number => {
	let at = start;
	let escaped = 0;
	for (;;) {
		while (at < until && bytes[at] !== quote) {
			at += 1;
		}

		if (at + 1 >= until) {
			add(fields, start, Math.min(at, until), escaped);
			return incomplete;
		}

		if (bytes[at + 1] !== quote) {
			add(fields, start, at, escaped);
			return at + 1;
		}

		escaped = 1;
		at += 2;
	}
};

const plainField = (bytes: Uint8Array, start: number, until: number, fields: Fields): number => {
	let at = start;
	for (; at < until; at += 1) {
		const byte = bytes[at];
		if (byte === comma || byte === newline) {
			add(fields, start, at, 0);
			return at;
		}

		if (byte === quote) {
			return malformed;
		}
	}

	add(fields, Math.min(start, until), until, 0);
	return incomplete;
};

const add = (fields: Fields, start: number, end: number, escaped: number) => {
	const {count} = fields;
	fields.start[count] = start;
	fields.end[count] = end;
	fields.escaped[count] = escaped;
	fields.count = count + 1;
};

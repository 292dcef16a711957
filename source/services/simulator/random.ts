/**
 * Chance without state: the same words always give the same number, so an answer does not depend on who asked before.
 */

/** 32 bits that stand for a seed and a name. */
export const saltOf = (seed: number, name: string): number => {
	let hash = 0x81_1c_9d_c5 ^ seed;
	for (let index = 0; index < name.length; index += 1) {
		hash = Math.imul(hash ^ name.charCodeAt(index), 0x01_00_01_93);
	}

	return hash >>> 0;
};

/** The number in [0, 1) that belongs to a salt and a turn (any finite number). */
export const roll = (salt: number, turn: number): number => {
	let bits =
		(salt ^ Math.imul(turn | 0, 0x9e_37_79_b1) ^ Math.imul(Math.floor(turn / 0x1_00_00_00_00), 0x85_eb_ca_6b)) | 0;
	bits = Math.imul(bits ^ (bits >>> 16), 0x7f_eb_35_2d);
	bits = Math.imul(bits ^ (bits >>> 15), 0x84_6c_a6_8b);
	return ((bits ^ (bits >>> 16)) >>> 0) / 0x1_00_00_00_00;
};

/** A whole number in [least, most]. */
export const between = (salt: number, turn: number, least: number, most: number): number =>
	least + Math.floor(roll(salt, turn) * (most - least + 1));

export const pick = <Item>(salt: number, turn: number, items: readonly [Item, ...Item[]]): Item =>
	items[Math.floor(roll(salt, turn) * items.length)] ?? items[0];

/** Noise in [0, 1) that moves smoothly, with a new value to go to each `periodMs`. */
export const drift = (salt: number, at: number, periodMs: number): number => {
	const turn = Math.floor(at / periodMs);
	const way = at / periodMs - turn;
	const from = roll(salt, turn);
	return from + (roll(salt, turn + 1) - from) * way * way * (3 - 2 * way);
};

/** `digits` lower-case hexadecimal digits. */
export const hex = (salt: number, turn: number, digits: number): string => {
	let text = '';
	for (let part = 0; text.length < digits; part += 1) {
		text += between(salt ^ Math.imul(part + 1, 0x27_d4_eb_2f), turn, 0, 0xff_ff_ff)
			.toString(16)
			.padStart(6, '0');
	}

	return text.slice(0, digits);
};

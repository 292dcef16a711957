/**
 * What a style becomes when SGR parameters are added to it. A style is itself SGR parameters, in one fixed order, as they
 * would follow a reset; `''` is the terminal's own. Blink and conceal are ignored, as is what we do not know: nothing
 * on our screen blinks or hides.
 */
export const addSgr = (style: string, parameters: string): string => {
	const key = `${style}\u0000${parameters}`;
	const known = memory.get(key);
	if (known !== undefined) {
		return known;
	}

	if (memory.size >= memoryLimit) {
		memory.clear();
	}

	const next = canonical(`${style === '' ? '0' : style};${parameters}`);
	memory.set(key, next);
	return next;
};

/** A screen has a few dozen; the limit is there for 24-bit colour ramps. */
const memoryLimit = 2000;
const memory = new Map<string, string>();

const switches: Readonly<Record<number, readonly [slot: string, value: string]>> = {
	1: ['bold', '1'],
	2: ['dim', '2'],
	3: ['italic', '3'],
	4: ['underline', '4'],
	7: ['inverse', '7'],
	9: ['strike', '9'],
	23: ['italic', ''],
	24: ['underline', ''],
	27: ['inverse', ''],
	29: ['strike', ''],
	39: ['foreground', ''],
	49: ['background', ''],
};
const slots = ['bold', 'dim', 'italic', 'underline', 'inverse', 'strike', 'foreground', 'background'] as const;

const canonical = (parameters: string): string => {
	const codes = parameters.split(';').map(text => (text.includes(':') ? Number.NaN : Number(text)));
	const set: Record<string, string> = {};
	for (let index = 0; index < codes.length; index += 1) {
		const code = codes[index] ?? 0;
		const change = switches[code];
		if (code === 0) {
			for (const slot of slots) {
				set[slot] = '';
			}
		} else if (code === 22) {
			set['bold'] = '';
			set['dim'] = '';
		} else if (code === 38 || code === 48) {
			const length = codes[index + 1] === 2 ? 5 : 3;
			set[code === 38 ? 'foreground' : 'background'] = codes.slice(index, index + length).join(';');
			index += length - 1;
		} else if (change !== undefined) {
			set[change[0]] = change[1];
		} else if ((code >= 30 && code < 38) || (code >= 90 && code < 98)) {
			set['foreground'] = String(code);
		} else if ((code >= 40 && code < 48) || (code >= 100 && code < 108)) {
			set['background'] = String(code);
		}
	}

	return slots
		.map(slot => set[slot] ?? '')
		.filter(value => value !== '')
		.join(';');
};

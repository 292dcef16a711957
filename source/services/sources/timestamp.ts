import {type Decoder, ShapeError, text} from '../../model/decode.ts';

/**
 * ISO 8601 as programs write it, to epoch ms: blank or `T` in the middle, any number of decimals, `Z`, `+08`, `+0800` or
 * `+08:00` at the end. A time without a zone is refused, since it would be read in ours.
 */
export const timestamp: Decoder<number> = (raw, path = '') => {
	const [, day, time, zone, minutes] = form.exec(text(raw, path)) ?? [];
	const at =
		day === undefined ? Number.NaN : Date.parse(`${day}T${time}${zone === 'Z' ? 'Z' : `${zone}:${minutes ?? '00'}`}`);
	if (Number.isNaN(at)) {
		throw new ShapeError(`${path || 'answer'}: expected a time with its zone, got ${typeof raw}`);
	}

	return at;
};

const form = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?) ?(Z|[+-]\d\d)(?::?(\d\d))?$/;

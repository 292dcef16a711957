import {type Decoder, ShapeError} from '../../model/decode.ts';

/** A switch as Patroni's configuration allows it to be written: true, on, yes, 1. */
export const onOff: Decoder<boolean> = (raw, path = '') => {
	const word = String(
		typeof raw === 'string' || typeof raw === 'boolean' || typeof raw === 'number' ? raw : '',
	).toLowerCase();
	if (on.has(word)) {
		return true;
	}

	if (off.has(word)) {
		return false;
	}

	throw new ShapeError(`${path || 'answer'}: expected true or false, got ${typeof raw}`);
};

const on = new Set(['true', 'on', 'yes', '1']);
const off = new Set(['false', 'off', 'no', '0']);

import {type Decoder, dictionary, mapped, nullable, ShapeError} from '../../model/decode.ts';

/** Patroni's tags of a member; those that are neither text, number nor switch are left out. */
export const tags: Decoder<Readonly<Record<string, string | number | boolean>>> = (raw, path) => read(raw, path);

const scalar: Decoder<string | number | boolean> = (raw, path = '') => {
	if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean') {
		return raw;
	}

	throw new ShapeError(`${path}: expected text, a number or a switch`);
};

const read = mapped(nullable(dictionary(scalar)), found => found ?? {});

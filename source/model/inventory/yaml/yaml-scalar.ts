import type {ScalarValue} from './yaml-node.ts';

/**
 * The value of an unquoted scalar as PyYAML resolves it, which is YAML 1.1 with habits of its own: `on` is true, `y` is
 * text, `010` is eight, `0o10` is text, `1:30` is ninety, `1e3` is text. Dates become ISO text, as Ansible prints them.
 * Undefined for what PyYAML refuses: a day that does not exist, a lone `=` or `<<`.
 */
export const plainScalar = (source: string): ScalarValue | undefined => {
	const resolve = resolvers[source.charAt(0)];
	if (resolve === undefined) {
		return source === '' ? null : source;
	}

	return resolve(source);
};

/** The tag in force after `!!`, such as `int`. Undefined when the text does not fit it, which PyYAML refuses. */
export const taggedScalar = (type: string, source: string): ScalarValue | undefined => {
	switch (type) {
		case 'str':
		case 'binary':
			return source;
		case 'null':
			return null;
		case 'bool':
			return booleans.get(source.toLowerCase());
		case 'int':
			return intPattern.test(source) ? intOf(source) : undefined;
		case 'float':
			return floatPattern.test(source) || intPattern.test(source) ? floatOf(source) : undefined;
		case 'timestamp':
			return timestampOf(source);
		default:
			return undefined;
	}
};

const booleans: ReadonlyMap<string, boolean> = new Map([
	['yes', true],
	['no', false],
	['true', true],
	['false', false],
	['on', true],
	['off', false],
]);
const boolPattern = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const nullPattern = /^(?:~|null|Null|NULL)$/;
const intPattern =
	/^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const floatPattern =
	/^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const timestampPattern =
	/^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]*))?(?:[ \t]*(Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)?$/;
const datePattern = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

const word = (source: string): ScalarValue => {
	if (nullPattern.test(source)) {
		return null;
	}

	return boolPattern.test(source) ? booleans.get(source.toLowerCase()) === true : source;
};

const numeric = (source: string): ScalarValue | undefined => {
	if (intPattern.test(source)) {
		return intOf(source);
	}

	if (floatPattern.test(source)) {
		return floatOf(source);
	}

	const isTime = datePattern.test(source) || (source.includes(':') && timestampPattern.test(source));
	return isTime ? timestampOf(source) : source;
};

/** By first character, as PyYAML does it: most text in an inventory is decided by this look alone. */
const resolvers: Readonly<Partial<Record<string, (source: string) => ScalarValue | undefined>>> = {
	...Object.fromEntries(Array.from('yYnNtTfFoO~', first => [first, word])),
	'=': source => (source === '=' ? undefined : source),
	'<': source => (source === '<<' ? undefined : source),
	...Object.fromEntries(Array.from('-+0123456789.', first => [first, numeric])),
};

/** Integers beyond 2^53 stay text, because a rounded system identifier is another one. */
const intOf = (source: string): number | string => {
	const digits = source.replaceAll('_', '');
	const sign = digits.startsWith('-') ? -1 : 1;
	const body = digits.replace(/^[-+]/, '');
	const value = sign * magnitudeOf(body);
	return Number.isSafeInteger(value) ? value + 0 : digits;
};

const magnitudeOf = (body: string): number => {
	if (/^0[bx]/.test(body)) {
		return Number(body);
	}

	if (body.includes(':')) {
		return sexagesimal(body);
	}

	return body.startsWith('0') ? Number.parseInt(body, 8) : Number(body);
};

const floatOf = (source: string): number => {
	const text = source.replaceAll('_', '').toLowerCase();
	const sign = text.startsWith('-') ? -1 : 1;
	const body = text.replace(/^[-+]/, '');
	if (body === '.inf') {
		return sign * Infinity;
	}

	if (body === '.nan') {
		return Number.NaN;
	}

	return sign * (body.includes(':') ? sexagesimal(body) : Number(body));
};

const sexagesimal = (body: string): number => body.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

/** Python's `isoformat()`: `2030-12-31`, `2030-12-31T23:59:59+00:00`. Undefined when there is no such day or hour. */
const timestampOf = (source: string): string | undefined => {
	const match = timestampPattern.exec(source);
	if (match === null) {
		return undefined;
	}

	const [, year = '', month = '', day = '', hour, minute = '', second = '', fraction = '', zone] = match;
	if (!isDay(Number(year), Number(month), Number(day))) {
		return undefined;
	}

	const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	if (hour === undefined) {
		return date;
	}

	if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
		return undefined;
	}

	const micros = fraction.slice(0, 6).padEnd(6, '0');
	const tail = Number(micros) > 0 ? `.${micros}` : '';
	return `${date}T${hour.padStart(2, '0')}:${minute}:${second}${tail}${zoneOf(zone)}`;
};

const zoneOf = (zone: string | undefined): string => {
	if (zone === undefined) {
		return '';
	}

	if (zone === 'Z') {
		return '+00:00';
	}

	const [hours = '', minutes = '00'] = zone.slice(1).split(':');
	return `${zone.charAt(0)}${hours.padStart(2, '0')}:${minutes}`;
};

const isDay = (year: number, month: number, day: number): boolean => {
	const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
	return year > 0 && day >= 1 && day <= (days[month - 1] ?? 0);
};

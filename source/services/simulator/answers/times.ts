/** `0/3000060`, as PostgreSQL prints a position. */
export const lsnText = (bytes: number): string =>
	`${Math.floor(bytes / 0x1_00_00_00_00)
		.toString(16)
		.toUpperCase()}/${(bytes % 0x1_00_00_00_00).toString(16).toUpperCase()}`;

/** `000000030000001A000000F3`: the WAL file of 16 MiB that holds a position. */
export const walFile = (timeline: number, bytes: number): string => {
	const segment = Math.floor(bytes / 0x1_00_00_00);
	return [timeline, Math.floor(segment / 0x100), segment % 0x100].map(word).join('');
};

const word = (value: number) => value.toString(16).toUpperCase().padStart(8, '0');

/** `2026-11-23 04:59:39.449065+00:00`, as Python prints a time. The microseconds are made up from the milliseconds. */
export const pythonTime = (at: number): string =>
	`${isoSeconds(at).replace('T', ' ')}.${millis(at)}${micros(at)}+00:00`;

/** The same with a `T`. */
export const isoMicros = (at: number): string => `${isoSeconds(at)}.${millis(at)}${micros(at)}+00:00`;

const isoSeconds = (at: number) => new Date(at).toISOString().slice(0, 19);
const millis = (at: number) => String(Math.floor(at) % 1000).padStart(3, '0');
const micros = (at: number) => String((Math.floor(at) * 7919) % 1000).padStart(3, '0');

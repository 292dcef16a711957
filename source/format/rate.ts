import {size} from './size.ts';

const steps = ['', 'k', 'M', 'G'] as const;

/** Events per second: `0/s`, `0.4/s`, `12/s`, `1.2k/s`. At most 7 columns. */
export const rate = (perSecond: number): string => `${count(perSecond)}/s`;

/** Bytes per second: `812 kB/s`. */
export const byteRate = (bytesPerSecond: number): string => `${size(bytesPerSecond)}/s`;

/** A number in at most 5 columns: `0.4`, `12`, `1.2k`, `340M`. Not 0 unless it is 0. */
export const count = (value: number): string => {
	if (value < 0) {
		return `-${count(-value)}`;
	}

	if (value > 0 && value < 0.1) {
		return '<0.1';
	}

	let scaled = value;
	let step = 0;
	while (scaled >= 999.5 && step < steps.length - 1) {
		scaled /= 1000;
		step += 1;
	}

	const digits = scaled < 9.95 && !Number.isInteger(scaled) ? scaled.toFixed(1) : String(Math.round(scaled));
	return `${digits}${steps[step]}`;
};

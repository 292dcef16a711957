const form = /^([0-9A-Fa-f]{1,8})\/([0-9A-Fa-f]{1,8})$/;

/** A WAL position as PostgreSQL writes it, `16/B374D848`; undefined when it is not one. */
export const parseLsn = (text: string): bigint | undefined => {
	const [, high, low] = form.exec(text) ?? [];
	return high === undefined || low === undefined ? undefined : (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
};

export const printLsn = (lsn: bigint): string =>
	`${(lsn >> 32n).toString(16).toUpperCase()}/${(lsn & 0xff_ff_ff_ffn).toString(16).toUpperCase()}`;

/**
 * Rows of a CSV text with quoted fields (RFC 4180), by the names in its first row. A row shorter than that lacks the last
 * names; with `wanted` only these columns are read (HAProxy has two hundred). A quote that is never closed takes all that follows.
 */
export const csvRecords = (csv: string, wanted?: readonly string[]): readonly Readonly<Record<string, string>>[] => {
	const [names = [], ...rows] = rowsOf(csv);
	const places = names.map((name, index) => [name, index] as const).filter(([name]) => wanted?.includes(name) ?? true);
	return rows.map(row => {
		const record: Record<string, string> = {};
		for (const [name, index] of places) {
			const value = row[index];
			if (value !== undefined) {
				record[name] = value;
			}
		}

		return record;
	});
};

/** Nearly all rows have no quotes at all, and splitting is many times faster. */
const rowsOf = (csv: string): readonly (readonly string[])[] =>
	csv.includes('"')
		? quotedRows(csv)
		: csv
				.split(/\r?\n/)
				.filter(line => line !== '')
				.map(line => line.split(','));

/** A field is quoted or plain, and ends with a comma, a line end or the text. */
const quotedRows = (csv: string): readonly (readonly string[])[] => {
	const field = /(?:"((?:[^"]|"")*)(?:"|$))?([^,\n]*)(,|\n|$)/y;
	const rows: string[][] = [];
	let row: string[] = [];
	while (field.lastIndex < csv.length) {
		const [, quoted, plain = '', end] = field.exec(csv) ?? [];
		row.push(quoted === undefined ? plain.replace(/\r$/, '') : quoted.replaceAll('""', '"'));
		if (end !== ',') {
			rows.push(row);
			row = [];
		}
	}

	return (row.length > 0 ? [...rows, row] : rows).filter(cells => cells.length > 1 || cells[0] !== '');
};

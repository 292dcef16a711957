/** A record of csvlog as PostgreSQL writes it: what is text is quoted, what is empty is not there. */
export type CsvFields = {
	readonly time?: string;
	readonly user?: string;
	readonly database?: string;
	readonly pid?: number;
	readonly severity?: string;
	readonly code?: string;
	readonly message?: string;
	readonly detail?: string;
	readonly hint?: string;
	readonly context?: string;
	readonly query?: string;
	readonly application?: string;
	/** 23 up to PostgreSQL 12, 24 in 13, 26 since 14. */
	readonly columns?: 23 | 24 | 26;
};

export const csvLine = (fields: CsvFields): string => {
	const {
		time = '2026-11-24 15:45:12.731 UTC',
		user = '',
		database = '',
		pid = 100,
		severity = 'LOG',
		code = '00000',
		message = '',
		detail = '',
		hint = '',
		context = '',
		query = '',
		application = '',
		columns = 26,
	} = fields;
	const session = [pid, '"10.10.10.10:51234"', '698e8a11.3039', 3, '"SELECT"', '2026-11-24 15:40:00 UTC', '5/1234', 0];
	const texts = [message, detail, hint, '', '', context, query, '', ''].map(quoted);
	const client = [`"${application.replaceAll('"', '""')}"`, '"client backend"', '', '-4263817263'];
	const known = [time, quoted(user), quoted(database), ...session, severity, code, ...texts, ...client];
	return `${known.slice(0, columns).join(',')}\n`;
};

const quoted = (text: string) => (text === '' ? '' : `"${text.replaceAll('"', '""')}"`);

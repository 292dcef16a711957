import {sanitize} from '../../format/sanitize.ts';

/** Text of a log as it may be shown: without the passwords that programs write into their logs, and safe for a terminal. */
export const shown = (text: string): string => sanitize(suspicious.test(text) ? withoutSecrets(text) : text, 'log');

/** A name (user, database, application) as it may be shown; undefined when there is none. */
export const shownName = (name: string | undefined): string | undefined =>
	name === undefined || name === '' ? undefined : sanitize(name, 'cell');

/** What any of the patterns needs; nearly all lines have none of it. */
const suspicious = /pass|secret|token|authorization|key\s?=|:\/\/|SCRAM-SHA|md5/i;

const mask = '●●●●';

/**
 * `log_statement = ddl` writes `CREATE ROLE … PASSWORD '…'` into the log, in clear. Each pattern is bounded, since what it
 * reads may have been written to be slow.
 */
const withoutSecrets = (text: string): string =>
	text
		.replaceAll(
			/\b(password\s{1,20})(?:(?:E|U&)?'(?:[^'\\]|''|\\[^])*(?:'|$)|\$(\w{0,20})\$[^]*?(?:\$\2\$|$))/gi,
			`$1${mask}`,
		)
		.replaceAll(
			/\b([\w-]{0,40}(?:passw(?:or)?d|passphrase|pass|secret|token|(?:api|access|secret|private)[_-]?key)\s?=\s?)(?:''[^']+''|'[^']*'?|"[^"]*"?|[^\s'",;&]+)/gi,
			`$1${mask}`,
		)
		.replaceAll(/\b([a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@]{0,100}:)[^\s/@]{1,200}@/gi, `$1${mask}@`)
		.replaceAll(/\b((?:auth token|authorization):\s?(?:(?:basic|bearer) )?)[^\s,;]+/gi, `$1${mask}`)
		.replaceAll(/\bSCRAM-SHA-256\$[\w$+/:=]+/g, mask)
		.replaceAll(/\bmd5[0-9a-f]{32}\b/g, mask);

import type {RemoteCommand} from '../source.ts';
import type {LogRequest} from '../world.ts';
import {pastLogScript} from './past-log-script.ts';

/**
 * How the log of each program is followed on its node. Everything goes through `sudo -n` in front of `tail` and
 * `journalctl` alone: these two are allowed even with Pigsty's `node_admin_sudo: limit`, a shell as root is not.
 */
export const logCommand = (request: LogRequest): RemoteCommand => {
	const {program, subject, node, backfillLines} = request;
	const cluster = subject ?? node.roles.find(({module}) => module === 'pgsql')?.cluster ?? '';
	const lines = String(backfillLines);
	const script = (text: string, ...files: readonly string[]): RemoteCommand => ({
		as: 'login',
		argv: ['/bin/sh', '-c', text, 'pigsty-top', lines, ...files],
	});
	const journal = (...match: readonly string[]): RemoteCommand => ({
		as: 'root',
		argv: ['journalctl', ...match, ...journalOptions(request)],
	});
	const past = pastLogScript(request);
	const begun = past === undefined ? undefined : `${refuseIfNone}${past}`;
	switch (program) {
		case 'postgres':
			return script(begun ?? followWeek, ...week);
		case 'patroni':
			return script(followFileOrJournal(request), patroniFile, 'patroni');
		case 'pgbouncer':
			return script(begun ?? followFiles, pgbouncerFile);
		case 'pgbackrest':
			return script(begun ?? followFiles, ...pgbackrestFiles(cluster));
		case 'redis':
			return script(begun ?? followFiles, redisFile(subject));
		case 'haproxy':
		case 'etcd':
			return journal('-u', program);
		case 'kernel':
			return journal('-k');
	}
};

/** What a script ends with when there is no such log; `sudo` and `tail` end with 1. */
export const noLogCode = 66;

/** The journal has some fifty fields to a record; these are the ones that we read. */
const journalOptions = ({once, since, backfillLines}: LogRequest): readonly string[] => [
	...(once === true ? [] : ['-f']),
	'-o',
	'json',
	'--no-pager',
	'--output-fields=MESSAGE,PRIORITY,SYSLOG_IDENTIFIER,_PID,_SYSTEMD_UNIT',
	...(since === undefined
		? ['-n', String(backfillLines)]
		: [`--since=@${Math.floor(since / 1000)}`, ...(once === true ? [] : ['--no-tail'])]),
];

const patroniFile = '/pg/log/patroni/patroni.log';
const pgbouncerFile = '/pg/log/pgbouncer/pgbouncer.log';
const redisFile = (subject: string | undefined) => `/var/log/redis/${subject ?? ''}.log`;

/** In the order of the week, so that `date +%w` finds today's. */
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const week = weekdays.map(day => `/pg/log/postgres/postgresql-${day}.csv`);

/** pgBackRest names a log after its stanza and command; the last word is about a command that runs in the background. */
const pgbackrestLogs = [
	'backup',
	'expire',
	'restore',
	'archive-push-async',
	'archive-get-async',
	'archive-push',
	'archive-get',
	'check',
	'stanza-create',
	'stanza-upgrade',
];
const pgbackrestFiles = (cluster: string) => pgbackrestLogs.map(name => `/pg/log/pgbackrest/${cluster}-${name}.log`);

/**
 * Ends with a sentence unless at least one of the files can be read; `tail -F` would wait for them without a word.
 * Fails as sudo does when it is sudo that declines. (`tail -c 0` opens nothing at all, so it is the last byte that is read.)
 */
const refuseIfNone = `
LC_ALL=C; export LC_ALL
n=$1; shift
said=$(sudo -n tail -q -c 1 -- "$@" 2>&1 >/dev/null) || {
  if [ "$(printf '%s\\n' "$said" | grep -c '^tail: cannot open')" -eq "$#" ] ||
     ! printf '%s\\n' "$said" | grep -q '^tail: '; then
    printf '%s\\n' "$said" >&2
    printf '%s\\n' "$said" | grep -q '^tail: ' && exit ${noLogCode}
    exit 1
  fi
}
`;

const followFiles = `${refuseIfNone}
exec sudo -n tail -q -n "$n" -F -- "$@"`;

/**
 * PostgreSQL in Pigsty writes one file for each day of the week, and at midnight UTC goes on in the next one, which it
 * empties first. So all seven are followed; only today's is read from before, because records may span lines and the end
 * of one file is not the beginning of the next.
 */
const followWeek = `${refuseIfNone}
day=$(date -u +%w)
while [ "$day" -gt 0 ]; do first=$1; shift; set -- "$@" "$first"; day=$((day - 1)); done
today=$1; shift
sudo -n tail -q -n 0 -F -- "$@" &
exec sudo -n tail -q -n "$n" -F -- "$today"`;

/** Patroni logs to a file from Pigsty 4.4 on, to the journal before. */
const followFileOrJournal = (request: LogRequest) => `
n=$1 file=$2 unit=$3
if sudo -n tail -c 1 -- "$file" >/dev/null 2>&1; then
  set -- "$file"
  ${pastLogScript(request) ?? 'exec sudo -n tail -q -n "$n" -F -- "$file"'}
fi
exec sudo -n journalctl -u "$unit" ${journalOptions(request).join(' ')}`;

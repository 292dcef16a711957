import type {RemoteCommand} from '../source.ts';
import type {LogRequest} from '../world.ts';

/**
 * How the log of each program is followed on its node. Everything goes through `sudo -n` in front of `tail` and
 * `journalctl` alone: these two are allowed even with Pigsty's `node_admin_sudo: limit`, a shell as root is not.
 */
export const logCommand = ({program, subject, node, backfillLines}: LogRequest): RemoteCommand => {
	const cluster = subject ?? node.roles.find(({module}) => module === 'pgsql')?.cluster ?? '';
	const lines = String(backfillLines);
	const script = (text: string, ...files: readonly string[]): RemoteCommand => ({
		as: 'login',
		argv: ['/bin/sh', '-c', text, 'pigsty-top', lines, ...files],
	});
	const journal = (...match: readonly string[]): RemoteCommand => ({
		as: 'root',
		argv: ['journalctl', ...match, ...journalOptions, '-n', lines],
	});
	switch (program) {
		case 'postgres':
			return script(followWeek, ...weekdays.map(day => `/pg/log/postgres/postgresql-${day}.csv`));
		case 'patroni':
			return script(followFileOrJournal, '/pg/log/patroni/patroni.log', 'patroni');
		case 'pgbouncer':
			return script(followFiles, '/pg/log/pgbouncer/pgbouncer.log');
		case 'pgbackrest':
			return script(followFiles, ...pgbackrestLogs.map(name => `/pg/log/pgbackrest/${cluster}-${name}.log`));
		case 'redis':
			return script(followFiles, `/var/log/redis/${subject ?? ''}.log`);
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
const journalOptions = [
	'-f',
	'-o',
	'json',
	'--no-pager',
	'--output-fields=MESSAGE,PRIORITY,SYSLOG_IDENTIFIER,_PID,_SYSTEMD_UNIT',
];

/** In the order of the week, so that `date +%w` finds today's. */
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

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
const followFileOrJournal = `
n=$1 file=$2 unit=$3
if sudo -n tail -c 1 -- "$file" >/dev/null 2>&1; then exec sudo -n tail -q -n "$n" -F -- "$file"; fi
exec sudo -n journalctl -u "$unit" ${journalOptions.join(' ')} -n "$n"`;

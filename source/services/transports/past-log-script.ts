import {isoDate, clockTime} from '../../format/time.ts';
import type {LogRequest} from '../world.ts';

/**
 * What a shell on the node runs, its files being `$@` and the number of lines `$n`, to read what was written before: since a
 * moment, or the last lines. With `once` it ends then; else it goes on with what comes. Undefined for what `tail -n … -F` does.
 *
 * `awk`, which needs no privilege, looks for the first line that is not older, so that no more than that crosses the network.
 */
export const pastLogScript = (request: LogRequest): string | undefined => {
	const {program, once, since} = request;
	if (once !== true && since === undefined) {
		return undefined;
	}

	const days = program === 'postgres' ? daysUntilToday(since) : '';
	return [beginning(request), days, once === true ? readAll : followFrom[program]].join('\n');
};

/** Lines whose time cannot be compared as text are read from the first one on: who reads them drops what is older. */
const beginning = ({program, since}: LogRequest): string => {
	if (since === undefined) {
		return 'begin() { printf "%s %s" -n "$n"; }';
	}

	if (program === 'redis' || program === 'pgbackrest') {
		return 'begin() { printf "%s" "-c +1"; }';
	}

	const utc = `${isoDate(since)} ${clockTime(since).slice(0, 8)}`;
	return `since=$({ echo '${utc}'; date -d '@${Math.floor(since / 1000)}' '+%Y-%m-%d %H:%M:%S'; } | LC_ALL=C sort | head -n 1)
begin() {
  sudo -n tail -c +1 -- "$1" 2>/dev/null | LC_ALL=C awk -v since="$since" '
    /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:/ {
      if (substr($0, 1, 19) >= since || (substr($0, 25, 1) ~ /[-+A-Z]/ && substr($0, 25, 3) != "UTC")) exit
    }
    { bytes += length($0) + 1 }
    END { printf "-c +%.0f", bytes + 1 }'
}`;
};

/** The files of the week, Sunday's first: those of the days that are wanted, today's last. */
const daysUntilToday = (since: number | undefined): string => `
today=$(date -u +%s); today=$((today / 86400))
wanted=${since === undefined ? 0 : `$((today - ${Math.floor(since / 86_400_000)}))`}
[ "$wanted" -gt 6 ] && wanted=6
[ "$wanted" -lt 0 ] && wanted=0
day=$(($(date -u +%w) + 1))
while [ "$day" -gt 0 ]; do first=$1; shift; set -- "$@" "$first"; day=$((day - 1)); done
skip=$((6 - wanted))
while [ "$skip" -gt 0 ]; do shift; skip=$((skip - 1)); done`;

/** A file that is not there is one that has not been written yet: at least one is, or we were not here. */
const readAll = `
exec 3>&1
code=0
for file in "$@"; do
  said=$(sudo -n tail -q $(begin "$file") -- "$file" 2>&1 >&3) || case $said in
    *'No such file'*) ;;
    *) printf '%s\\n' "$said" >&2; code=1 ;;
  esac
done
exit "$code"`;

const followFiles = 'exec sudo -n tail -q $(begin "$1") -F -- "$@"';

/** Days before today are over; the other files of the week are those that PostgreSQL goes on in. */
const followWeek = `
while [ "$#" -gt 1 ]; do sudo -n tail -q $(begin "$1") -- "$1" 2>/dev/null; shift; done
directory=\${1%/*}
for name in Sun Mon Tue Wed Thu Fri Sat; do
  file=$directory/postgresql-$name.csv
  [ "$file" = "$1" ] || set -- "$@" "$file"
done
last=$1; shift
from=$(begin "$last")
sudo -n tail -q -n 0 -F -- "$@" &
exec sudo -n tail -q $from -F -- "$last"`;

const followFrom = {
	postgres: followWeek,
	patroni: followFiles,
	pgbouncer: followFiles,
	pgbackrest: followFiles,
	redis: followFiles,
	haproxy: '',
	etcd: '',
	kernel: '',
} as const;

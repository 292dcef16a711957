#!/bin/sh
# Runs pigsty-top on the right Node, and repairs the terminal when the program could not (killed, out of memory).
set -u

here=$(dirname -- "$(readlink -f -- "$0")")

# The one beside us, the project's own, the one that npm put next to us, or any that is new enough.
find_node() {
	for node in "$here/node" "$here/../node_modules/.bin/node" "$here/../../.bin/node"; do
		if [ -x "$node" ]; then
			printf '%s\n' "$node"
			return
		fi
	done
	version=$(node --version 2>/dev/null) || version=v0
	major=${version#v}
	if [ "${major%%.*}" -ge 22 ]; then
		command -v node
	fi
}

node=$(find_node)
if [ -z "$node" ]; then
	echo 'pigsty-top: no Node.js of version 22 or newer was found.' >&2
	echo 'Put one in PATH, or link it beside the program as '"$here/node" >&2
	exit 70
fi

export NODE_COMPILE_CACHE="${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/pigsty-top"
set -- "$node" --min-semi-space-size=16 --max-semi-space-size=16 "$here/cli.mjs" "$@"
if ! [ -t 0 ] || ! [ -t 1 ]; then
	exec "$@"
fi

# Also after a program that has tidied up: it does not wait for a terminal that does not read. This writes on when it
# reads again, and only waits for half a second itself.
repair() {
	printf '@LEAVE_SCREEN@' &
	writer=$!
	for _ in 1 2 3 4 5; do
		kill -0 "$writer" 2>/dev/null || break
		sleep 0.1
	done
	stty "$saved"
}

saved=$(stty -g)
exec 3<&0 # a shell gives what runs beside it /dev/null to read
"$@" <&3 3<&- &
child=$!
# Keys that make signals reach the program by themselves; we only have to outlive it.
trap : INT QUIT
trap 'kill -TERM "$child"' TERM
trap 'kill -HUP "$child"' HUP
wait "$child"
code=$?
while kill -0 "$child" 2>/dev/null; do # a signal cut the waiting short
	wait "$child"
	code=$?
done

[ "$code" -lt 128 ] || repair
exit "$code"

# Talking, waiting, and being in the right place.

say() { printf '%s\n' "$*" >&2; }
die() {
	say "lab: $*"
	exit 1
}

started_ns=$(date +%s%N)
# lap TEXT: a line with the seconds since the command began
lap() {
	local hundredths=$((($(date +%s%N) - started_ns) / 10000000))
	say "$(printf '%4d.%02ds  %s' $((hundredths / 100)) $((hundredths % 100)) "$*")"
}

need_root() { [ "$(id -u)" = 0 ] || die 'the lab needs root: namespaces, mounts and systemd-nspawn'; }

# wait_for SECONDS WHAT COMMAND…: until it succeeds
wait_for() {
	local seconds=$1 what=$2 end
	shift 2
	end=$((SECONDS + seconds))
	until ("$@") >/dev/null 2>&1; do
		[ "$SECONDS" -lt "$end" ] || die "timed out after ${seconds}s: $what"
		sleep 0.1
	done
}

# choose WORD CHOICE…: dies with the choices when the word is none of them
choose() {
	local word=$1 choice
	shift
	for choice in "$@"; do [ "$word" != "$choice" ] || return 0; done
	die "say one of: $*"
}

# Commands of the lab work on this machine's own mounts, control groups and namespaces. One that is called by a program
# under `lab net` (a test that cuts a cable) is in the admin node's network and in private mounts, so it goes back to
# where that `lab net` was called. LAB_OUTSIDE is the process that stayed there.
come_outside() {
	[ -n "${LAB_OUTSIDE:-}" ] && [ -e "/proc/$LAB_OUTSIDE/ns/mnt" ] || return 0
	[ "$(readlink /proc/self/ns/mnt)" != "$(readlink "/proc/$LAB_OUTSIDE/ns/mnt")" ] || return 0
	exec nsenter -t "$LAB_OUTSIDE" -m -n -- env -u LAB_OUTSIDE "$LAB_HOME/lab" "$@"
}

# lock SECONDS: one `up` or `down` at a time. Whatever a node keeps running must close descriptor 9, or the lock outlives
# the command.
lock() {
	mkdir -p "$LAB_DIR" "$(dirname "$OWNER")"
	exec 9>"$OWNER.lock"
	flock -w "$1" 9 || die "another up or down of $LAB_NAME is at work"
}

# The names of namespaces belong to the machine, not to a checkout: a second lab of the same name would destroy the first.
# So `up` writes down whose the name is, and `up` and `down` of another directory refuse while it lives.
check_name() {
	local other
	other=$(cat "$OWNER" 2>/dev/null || :)
	[ -n "$other" ] && [ "$other" != "$LAB_DIR" ] && [ -e "$other/up" ] && any_process || return 0
	die "the name $LAB_NAME is in use by $other; take that lab down or choose another with LAB_NAME"
}

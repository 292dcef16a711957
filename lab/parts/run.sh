# Running something in the lab: inside a node, or from this machine in the admin node's network.

cmd_exec() {
	local user=root n
	[ "${1:-}" != -u ] || {
		user=$2
		shift 2
	}
	n=$(node "$1")
	shift
	[ "${1:-}" != -- ] || shift
	[ $# -gt 0 ] || set -- bash -l
	if [ "$user" = root ]; then inside "$n" "$@"; else inside "$n" runuser -l "$user" -c "$(printf '%q ' "$@")"; fi
}

cmd_ssh() {
	local target=$1 user=dba n
	shift
	case $target in *@*) user=${target%@*} target=${target#*@} ;; esac
	n=$(node "$target")
	net $ADMIN ssh -q -i "$KEYS/id_ed25519" -o UserKnownHostsFile="$LAB_DIR/known_hosts" -o StrictHostKeyChecking=yes "$user@$(ip_of "$n")" "$@"
}

cmd_net() { net $ADMIN "$@"; }

# The program of this checkout, by the project's own Node
project() { PATH=$ROOT/node_modules/.bin:$PATH net $ADMIN "$@"; }

# PIGSTY_HOME and not -i: `top status --json` and the other commands find the inventory as well.
cmd_top() { PIGSTY_HOME=$LAB_DIR project tsx "$ROOT/source/cli.tsx" "$@"; }

# test [VITEST-FILTERS…]. The tests find the lab by PIGSTY_LAB_DIR (pigsty.yml, keys/, known_hosts, passwords) and call its
# commands by PIGSTY_LAB. A lab that is started here has canaries for passwords.
cmd_test() {
	local started='' status=0
	export LAB_NAME LAB_DIR
	if ! is_up; then
		LAB_CANARY=${LAB_CANARY:-1} "$LAB_HOME/lab" up
		started=yes
	fi
	cd "$ROOT"
	PIGSTY_LAB=$LAB_HOME/lab PIGSTY_LAB_DIR=$LAB_DIR project vitest run --config vitest.lab.config.ts "$@" || status=$?
	[ -z "$started" ] || "$LAB_HOME/lab" down
	return $status
}

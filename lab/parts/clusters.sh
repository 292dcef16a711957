# What Patroni says of the clusters.

# api CURL-ARGUMENTS…: curl from the admin node
api() { net $ADMIN curl -s -m "${TIMEOUT:-3}" "$@"; }

# Patroni's changing calls; the password goes by standard input, out of the process list.
patroni_call() { # patroni_call METHOD NODE PATH JSON
	api -f -K - -X "$1" -H 'Content-Type: application/json' -d "$4" "http://$(ip_of "$2"):8008$3" <<<"user = \"postgres:$pw_patroni\""
}

leader() {
	local n
	for n in $(members "$1"); do
		[ "$(TIMEOUT=2 api -o /dev/null -w '%{http_code}' "http://$(ip_of "$n"):8008/primary" 2>/dev/null || :)" != 200 ] || {
			echo "$n"
			return
		}
	done
}

has_leader() { [ -n "$(leader "$1")" ]; }

# One leader runs, every other member streams, on the same timeline, and the leader agrees.
healthy() {
	local c=$1 count leader
	count=$(members "$c" | wc -l)
	leader=$(leader "$c")
	[ -n "$leader" ] || return 1
	api "http://$(ip_of "$leader"):8008/cluster" | jq -e --argjson count "$count" '
		.members | length == $count
			and ([.[] | select(.role == "leader" and .state == "running")] | length) == 1
			and all(.state == "running" or .state == "streaming")
			and ([.[].timeline] | unique | length) == 1
			and ([.[] | select(.role != "leader").lag] | all(. == 0))' >/dev/null || return 1
	[ "$(inside_as "$leader" postgres psql -AXtqc "select count(*) from pg_stat_replication where state = 'streaming'")" -ge $((count - 1)) ]
}

cmd_leader() { leader "$(cluster "${1:-pg-test}")"; }
cmd_api() { api "$@"; }

# wait [CLUSTER] [SECONDS]
cmd_wait() {
	local c
	for c in ${1:-$CLUSTERS}; do wait_for "${2:-60}" "$c is not healthy" healthy "$(cluster "$c")"; done
}

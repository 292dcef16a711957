# The ways that a client takes, each once.

cmd_selftest() {
	local n port from to pair
	for n in $NODES; do
		check "ssh dba@$n, sudo, journal" cmd_ssh "$n" \
			"test \$(hostname) = $n && sudo -n systemctl is-active -q patroni && sudo -n journalctl -q -u patroni -n 1 | grep -q patroni"
	done
	for port in 5432 5433 5434 5436 5438 6432; do check "psql through :$port" psql_through "$port"; done
	check 'pgbackrest info' backups_known
	check 'haproxy statistics' haproxy_csv
	check 'VictoriaMetrics' metrics_answer
	check 'vmalert' alerts_answer
	check 'redis' redis_pong
	check 'ansible on the admin node' cmd_exec -u dba $ADMIN sh -c 'cd ~/pigsty && ansible-playbook lab.yml -l pg-test --check'
	check 'ansible of this machine' net $ADMIN env -C "$LAB_DIR" ansible pg-test -m ping
	from=$(leader pg-test) to=pg-test-2
	[ "$from" != "$to" ] || to=pg-test-1
	for pair in "$from $to" "$to $from"; do
		check "switchover ${pair/ / to }" cmd_switchover pg-test "${pair#* }"
		check 'healthy after it' cmd_wait pg-test 60
	done
	lap 'selftest passed'
}

check() {
	local what=$1 answer
	shift
	answer=$( ("$@") 2>&1) || {
		say "FAIL  $what"
		die "$answer"
	}
	say "ok    $what"
}

psql_through() { PGPASSWORD=$pw_test PGCONNECT_TIMEOUT=10 net $ADMIN psql -h 10.10.10.11 -p "$1" -U test -d test -XAtqc 'select 1'; }
backups_known() {
	cmd_ssh t2 'sudo -n -iu postgres pgbackrest --stanza=pg-test info --output=json' |
		jq -e --arg backup "$LAB_BACKUP" '.[0].status.code | . == 0 or ($backup != "1" and . == 2)'
}
haproxy_csv() {
	api -f -K - 'http://10.10.10.12:9101/haproxy/pg-test-2/;csv' <<<"user = \"admin:$pw_haproxy_admin\"" | grep '^pg-test-primary,BACKEND'
}
metrics_answer() { api -f 'http://10.10.10.10:8428/api/v1/query?query=up' | jq -e '.data.result | length > 0'; }
alerts_answer() { api -f http://10.10.10.10:8880/api/v1/rules | jq -e '.data.groups | length > 0'; }
redis_pong() { inside pg-test-3 env REDISCLI_AUTH="$pw_redis" redis-cli ping | grep PONG; }

# Faults, loads and planned changes of the clusters.

cmd_etcd() {
	choose "${1:-}" stop start
	inside $ADMIN systemctl "$1" etcd
}

# patroni-pause CLUSTER on|off: what `patronictl pause` sends, until every member that answers has seen it
cmd_patroni_pause() {
	local c paused n
	c=$(cluster "${1:-}")
	choose "${2:-}" on off
	n=$(leader "$c")
	[ "$2" = on ] && paused=true || paused=null
	patroni_call PATCH "${n:-$(members "$c" | head -1)}" /config "{\"pause\": $paused}" >/dev/null
	for n in $(members "$c"); do
		is_off "$n" || is_paused "$n" || wait_for 20 "$n has not seen it" pause_is "$n" "$2"
	done
}

pause_is() { [ "$(api "http://$(ip_of "$1"):8008/patroni" | jq 'if .pause then "on" else "off" end' -r)" = "$2" ]; }

# switchover CLUSTER CANDIDATE
cmd_switchover() {
	local c from to
	c=$(cluster "${1:-}")
	to=$(node "${2:-}")
	from=$(leader "$c")
	[ -n "$from" ] || die "$c has no leader"
	TIMEOUT=60 patroni_call POST "$from" /switchover "{\"leader\": \"$from\", \"candidate\": \"$to\"}" && echo
}

# lag NODE on|off: a replica that still receives and no longer replays. Its startup process is stopped, as Patroni ends
# a pg_wal_replay_pause() with its next loop. For WAL that does not arrive: kill NODE -STOP walreceiver.
cmd_lag() {
	local n signal=STOP
	n=$(node "$1")
	choose "${2:-}" on off
	[ "$2" = on ] || signal=CONT
	inside "$n" pkill "-$signal" -f '^postgres: .*startup' || die "$n is not a replica"
}

# load CLUSTER [SECONDS] [TPS]: pgbench from the admin node to whoever is the leader, as a unit there that outlives this
# command; it begins again after a failover. `load CLUSTER off` ends it.
cmd_load() {
	local c unit hosts seconds=${2:-60} rate=${3:-50} where
	c=$(cluster "${1:-}")
	unit=lab-load-$c
	inside $ADMIN systemctl stop "$unit" 2>/dev/null || :
	[ "$seconds" != off ] || return 0
	hosts=$(for n in $(members "$c"); do echo "$(ip_of "$n"):5432"; done | paste -sd,)
	where="postgresql://dbuser_dba@$hosts/$([ "$c" = pg-meta ] && echo meta || echo test)?target_session_attrs=read-write&connect_timeout=2"
	inside $ADMIN systemd-run -q --unit="$unit" --uid=dba --setenv=HOME=/home/dba -p RuntimeMaxSec="$seconds" -p KillSignal=SIGKILL -p SuccessExitStatus=SIGKILL --collect sh -c '
		cd /tmp
		psql -XAtqc "select from pgbench_accounts limit 1" "$1" >/dev/null 2>&1 || pgbench -i -q "$1"
		while :; do
			pgbench -n -c 4 -R "$2" -T 3600 "$1"
			sleep 0.5
		done' sh "$where" "$rate"
}

# archive CLUSTER break|mend: the repository becomes read-only to PostgreSQL's user, and one segment is offered to it at once
cmd_archive() {
	local c n mode
	c=$(cluster "${1:-}")
	choose "${2:-}" break mend
	[ "$2" = break ] && mode=u-w || mode=u+w
	n=$(leader "$c")
	[ -n "$n" ] || die "$c has no leader"
	inside "$n" find "/pg/backup/archive/$c" -type d -exec chmod "$mode" {} +
	inside_as "$n" postgres psql -AXtqc "select pg_logical_emit_message(true, 'lab', '$2'), pg_switch_wal()" >/dev/null
}

# inventory break|mend: here and on the admin node
cmd_inventory() {
	choose "${1:-}" break mend
	[ -e "$LAB_DIR/up" ] || die 'the lab is down: lab up'
	if [ "$1" = break ]; then
		break_file "$LAB_DIR/pigsty.yml"
		inside $ADMIN sh -c "$(declare -f break_file); break_file /home/dba/pigsty/pigsty.yml"
	else
		mend_file "$LAB_DIR/pigsty.yml"
		inside $ADMIN sh -c "$(declare -f mend_file); mend_file /home/dba/pigsty/pigsty.yml"
	fi
}

# As an editor would: a new file under the old name. A bracket is left open.
break_file() {
	[ -e "$1.whole" ] || cp -p "$1" "$1.whole"
	cp -p "$1.whole" "$1.new"
	echo '    broken: [ 1, 2' >>"$1.new"
	mv "$1.new" "$1"
}

mend_file() { [ ! -e "$1.whole" ] || mv "$1.whole" "$1"; }

# mend: for a test that failed half-way, so that the next begins with a whole lab. What a lost process was, systemd or a
# restart of the unit brings back.
cmd_mend() {
	local n c port
	cmd_heal
	cmd_inventory mend
	for n in $NODES; do
		cmd_resume "$n"
		start_node "$n"
	done
	for n in $NODES; do
		wait_for 60 "$n does not boot" inside "$n" systemctl is-active -q multi-user.target
		inside "$n" sh -c 'rm -f /data/FILL; pkill -CONT -u postgres; systemctl reset-failed; systemctl start ssh patroni pgbouncer haproxy' || :
		cmd_rekey "$n" back >/dev/null
	done
	cmd_etcd start
	for c in $CLUSTERS; do
		wait_for 60 "$c has no leader" has_leader "$c"
		cmd_load "$c" off
		inside "$(leader "$c")" find "/pg/backup/archive/$c" -type d -exec chmod u+w {} +
		cmd_patroni_pause "$c" off
	done
	cmd_wait
	[ "$(leader pg-test)" = pg-test-1 ] || cmd_switchover pg-test pg-test-1
	cmd_wait
	# HAProxy needs its three good checks to see it, too.
	for port in 5433 5434 5438; do wait_for 30 "no service on :$port" psql_through "$port"; done
}

# The whole lab: up, down, and how it is.

cmd_up() {
	lock 1
	check_name
	# One that was only begun, or lost its nodes, is cleaned away below.
	if is_up; then die 'the lab is up already; lab down first'; fi
	echo "$LAB_DIR" >"$OWNER"
	ensure_packages
	clean_up
	rm -rf "$LOGS"
	mkdir -p "$FS" "$DATA" "$LOGS"
	save_settings
	choose_passwords
	make_keys
	write_files
	touch "$LAB_DIR/up"
	boot_nodes
	settle_clusters
	first_backups
	touch "$LAB_DIR/ready"
	lap "up: Patroni $(api http://10.10.10.10:8008/patroni | jq -r .patroni.version), PostgreSQL $(pg_version), inventory $LAB_DIR/pigsty.yml"
}

# Whether `up` came to its end. A node may be off since, as a fault.
is_up() { [ -e "$LAB_DIR/ready" ] && any_process; }

write_files() {
	local n job jobs=()
	mount -t tmpfs -o "size=$LAB_ROOT_SIZE,mode=755" "$LAB_NAME-fs" "$FS"
	network_up
	lap 'keys and networks'
	make_base
	for n in $NODES; do
		make_node "$n" &
		jobs+=($!)
	done
	machine_home
	for job in "${jobs[@]}"; do wait "$job" || die 'the files of a node could not be written'; done
	lap 'file systems and configuration'
}

boot_nodes() {
	local n
	start_node $ADMIN
	wait_for 60 'etcd does not start' inside $ADMIN systemctl is-active -q etcd
	lap 'admin node booted, etcd answers'
	for n in $NODES; do start_node "$n"; done
	wait_for 60 'pg-test-1 does not begin to initialise pg-test' dcs_has /pg/pg-test/initialize
	for n in $NODES; do
		[ "$(role_of "$n")" != primary ] || continue
		wait_for 60 "$n does not boot" inside "$n" systemctl is-active -q ssh
		inside "$n" sh -c 'ln -sf /lib/systemd/system/patroni.service /etc/systemd/system/multi-user.target.wants/ && systemctl start patroni'
	done
	lap 'all nodes booted'
}

dcs_has() { inside $ADMIN sh -c ". /etc/profile.d/etcdctl.sh; etcdctl get --print-value-only '$1' | grep -q ."; }

settle_clusters() {
	local c n
	for c in $CLUSTERS; do
		wait_for 120 "$c has no leader" has_leader "$c"
		lap "$c: the leader is $(leader "$c")"
		[ "$LAB_REPO" != shared ] || make_stanza "$(leader "$c")"
	done
	[ "$LAB_REPO" = shared ] || for n in $NODES; do make_stanza "$n" --no-online; done
	for c in $CLUSTERS; do
		wait_for 180 "$c is not healthy" healthy "$c"
		lap "$c: healthy with $(members "$c" | wc -l) member(s)"
	done
}

# make_stanza NODE [OPTION]. Again and again: WAL that is archived meanwhile holds the lock that this needs.
make_stanza() {
	wait_for 60 "$1 gets no stanza; see $LOGS/init.log" pgbackrest "$1" ${2:+"$2"} stanza-create
}

pgbackrest() { # pgbackrest NODE ARGUMENTS…
	local n=$1
	shift
	inside_as "$n" postgres pgbackrest --stanza="$(cluster_of "$n")" --log-level-console=warn "$@" >>"$LOGS/init.log" 2>&1
}

first_backups() {
	local c n job jobs=()
	[ "$LAB_BACKUP" != 0 ] || return 0
	for c in $CLUSTERS; do
		n=$(leader "$c")
		if [ "$LAB_BACKUP" = bg ]; then
			inside "$n" systemd-run -q --uid=postgres --unit=first-backup pgbackrest --stanza="$c" --type=full backup
		else
			wait_for 120 "$c gets no backup; see $LOGS/init.log" pgbackrest "$n" --type=full backup &
			jobs+=($!)
		fi
	done
	for job in "${jobs[@]}"; do wait "$job"; done
	[ "$LAB_BACKUP" = bg ] || lap 'first backups'
}

cmd_down() {
	local n
	# An `up` that was just killed may still have children at work.
	lock 60
	check_name
	if [ "${1:-}" = --clean ]; then
		shift
		for n in $NODES; do shut_down "$n"; done
		for n in $NODES; do wait_for 150 "$n does not shut down" is_off "$n"; done
	fi
	clean_up
	[ "$(cat "$OWNER" 2>/dev/null)" != "$LAB_DIR" ] || rm -f "$OWNER"
	if [ "${1:-}" = --purge ]; then
		rm -rf "$LAB_DIR"
		rm -f "$OWNER.lock"
		rmdir "$(dirname "$OWNER")" 2>/dev/null || :
	fi
	lap 'down'
}

# Whatever state the last lab of this name was left in: half up, killed, of before a reboot. Keys and logs stay.
clean_up() {
	local n path tree
	for n in $NODES; do kill_node "$n" & done
	wait
	for path in $(awk -v dir="$LAB_DIR/" 'index($5, dir) == 1 {print $5}' /proc/self/mountinfo | sort -r); do
		umount "$path" 2>/dev/null || umount -l "$path" || :
	done
	network_down
	for tree in $CG2 $CG1; do
		[ ! -d "$tree/$LAB_NAME" ] || find "$tree/$LAB_NAME" -depth -type d -exec rmdir {} + 2>/dev/null || :
	done
	for n in $NODES; do rm -rf "/run/systemd/nspawn/propagate/$LAB_NAME-$n" "/run/systemd/nspawn/unix-export/$LAB_NAME-$n"; done
	rm -rf "$FS" "$DATA" "$PIDS" "$LAB_DIR"/{repo,files,up,ready,hosts,known_hosts,passwords,settings,pigsty.yml,ansible.cfg,lab.yml}
}

cmd_status() {
	local n c
	[ -e "$LAB_DIR/up" ] || {
		echo down
		return 1
	}
	for n in $NODES; do printf '%-10s %-12s %s\n' "$n" "$(ip_of "$n")" "$(node_state "$n")"; done
	for c in $CLUSTERS; do
		for n in $(members "$c"); do
			! is_off "$n" && ! is_paused "$n" && cluster_lines "$c" "$n" 2>/dev/null && break
		done
	done || :
}

node_state() {
	if is_off "$1"; then echo off; elif is_paused "$1"; then echo paused; else inside "$1" systemctl is-system-running || :; fi
}

cluster_lines() {
	api -f "http://$(ip_of "$2"):8008/cluster" |
		jq -er --arg cluster "$1" '.members[] | [$cluster, .name, .role, .state, "timeline=\(.timeline)", "lag=\(.lag // 0)"] | join(" ")'
}

# Memory is the proportional share (PSS): what all nodes have in common is not counted four times.
cmd_usage() {
	local n pids
	for n in $NODES; do
		is_off "$n" && continue
		pids=$(find "$CG2/$LAB_NAME/$n" -name cgroup.procs -exec cat {} +)
		printf '%-10s processes=%-4s memory_mb=%-6s cpu_s=%s\n' "$n" "$(wc -w <<<"$pids")" \
			"$(for pid in $pids; do cat "/proc/$pid/smaps_rollup" 2>/dev/null || :; done | awk '/^Pss:/ {kb += $2} END {printf "%d", kb / 1024}')" \
			"$(awk '/^usage_usec/ {printf "%.1f", $2 / 1e6}' "$CG2/$LAB_NAME/$n/cpu.stat")"
	done
	df -h --output=target,used,size "$FS" "$DATA"/*
}

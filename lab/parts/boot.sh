# Power of one node: systemd-nspawn boots real systemd on the node's overlay, in its network namespace.

# Pid, seen from here, of the node's systemd; empty when it is off
init_pid() {
	local nspawn children
	nspawn=$(cat "$PIDS/$1" 2>/dev/null) || return 0
	grep -qz systemd-nspawn "/proc/$nspawn/cmdline" 2>/dev/null || return 0
	children=$(cat "/proc/$nspawn/task/$nspawn/children" 2>/dev/null || pgrep -P "$nspawn" || :)
	read -r children _ <<<"$children"
	echo "$children"
}

is_off() { [ -z "$(init_pid "$1")" ]; }
is_paused() { [ "$(cat "$CG2/$LAB_NAME/$1/cgroup.freeze" 2>/dev/null)" = 1 ]; }
any_process() { [ -n "$(find "$CG2/$LAB_NAME" -name cgroup.procs -exec cat {} + 2>/dev/null)" ]; }

start_node() {
	local n=$1 root=$FS/$1/root binds pair
	is_off "$n" || return 0
	mountpoint -q "$root" ||
		mount -t overlay "$LAB_NAME" -o "lowerdir=$FS/base:$LAB_ROOTFS,upperdir=$FS/$n/upper,workdir=$FS/$n/work" "$root"
	binds=(--bind="$DATA/$n:/data")
	[ "$LAB_REPO" != shared ] || binds+=(--bind="$(shared_repo "$n"):/data/backups/$(cluster_of "$n")-$(pg_version)/backup")
	[ "$n" != $ADMIN ] || for pair in $LAB_BIND; do binds+=(--bind="${pair%%:*}:${pair#*:}"); done
	mkdir -p "$PIDS" "$LOGS"
	rm -f "$PIDS/$n"
	# Without --register and systemd on this machine, nspawn makes its groups below those it is started in: two nodes in one
	# group would share them, so each is started in its own. Status 133 means that the node asked for a reboot.
	# No descriptor of the caller stays open in the node: a pipe would keep its reader waiting, 9 is the lock.
	# shellcheck disable=SC2016
	setsid bash -c '
		pid_file=$1 group=$2 trees=$3
		shift 3
		for tree in $trees; do
			mkdir -p "$tree/$group"
			echo $$ >"$tree/$group/cgroup.procs" || :
		done
		while :; do
			"$@" &
			echo $! >"$pid_file"
			wait $!
			[ $? = 133 ] || break
		done' "lab-$n" "$PIDS/$n" "$LAB_NAME/$n" "$CG2 $CG1" \
		env -u NOTIFY_SOCKET SYSTEMD_NSPAWN_LOCK=0 SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 \
		systemd-nspawn --quiet --directory="$root" --machine="$LAB_NAME-$n" --hostname="$n" --register=no --keep-unit \
		--network-namespace-path="/run/netns/$(netns "$n")" --capability=CAP_NET_ADMIN,CAP_SYS_TIME --console=pipe \
		--link-journal=no --resolv-conf=off --timezone=off --kill-signal=SIGRTMIN+3 "${binds[@]}" --boot \
		</dev/null >>"$LOGS/$n.console" 2>&1 9>&- &
}

shared_repo() {
	local repo
	repo=$LAB_DIR/repo/$(cluster_of "$1")
	mkdir -p "$repo"
	chown 543:543 "$repo"
	chmod 700 "$repo"
	echo "$repo"
}

# Power off at once
kill_node() {
	local n=$1 nspawn group=$CG2/$LAB_NAME/$1 pid
	nspawn=$(cat "$PIDS/$n" 2>/dev/null || :)
	if [ -e "$group/cgroup.kill" ]; then
		echo 0 >"$group/cgroup.freeze"
		echo 1 >"$group/cgroup.kill"
	else
		pid=$(init_pid "$n")
		[ -z "$pid" ] || kill -9 "$pid" 2>/dev/null || :
	fi
	[ -z "$nspawn" ] || for _ in $(seq 200); do
		[ -d "/proc/$nspawn" ] || break
		sleep 0.05
	done
	rm -f "$PIDS/$n"
}

# Shut down cleanly. What `kill -STOP` and `lag` stopped must run again, or systemd waits for it.
shut_down() {
	local pid
	pid=$(init_pid "$1")
	[ -n "$pid" ] || return 0
	inside "$1" pkill -CONT -u postgres || :
	kill -RTMIN+4 "$pid"
}

# inside NODE COMMAND…: in all namespaces of the node, as its root, on the caller's terminal
inside() {
	local n=$1 pid
	shift
	pid=$(init_pid "$n")
	[ -n "$pid" ] || die "$n is off"
	nsenter -t "$pid" -m -u -i -n -p -C -- env -i TERM="${TERM:-xterm}" LANG=C.UTF-8 HOME=/root USER=root \
		PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

# inside_as NODE USER COMMAND…
inside_as() {
	local n=$1 user=$2
	shift 2
	inside "$n" runuser -u "$user" -- "$@"
}

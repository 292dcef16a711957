# Faults of machines, disks and cables.

cmd_kill() {
	local n signal=${2#-} what=$3 pid
	n=$(node "$1")
	case $what in
		postgres) pid=$(inside "$n" head -1 /pg/data/postmaster.pid) ;;
		walreceiver | walwriter | checkpointer | archiver) pid=$(inside "$n" pgrep -o -f "postgres: .*$what") ;;
		*) pid=$(inside "$n" systemctl show -P MainPID "$what") ;;
	esac
	[ "${pid:-0}" != 0 ] || die "$n has no process for $what"
	inside "$n" kill "-$signal" "$pid"
	echo "$n: $what, pid $pid: $signal"
}

cmd_crash() { kill_node "$(node "$1")"; }
cmd_start() { start_node "$(node "$1")"; }
cmd_stop() {
	local n
	n=$(node "$1")
	shut_down "$n"
	wait_for 150 "$n does not shut down" is_off "$n"
}

cmd_pause() { freeze "$(node "$1")" 1; }
cmd_resume() { freeze "$(node "$1")" 0; }
freeze() { echo "$2" >"$CG2/$LAB_NAME/$1/cgroup.freeze"; }

cmd_cut() {
	local a b
	a=$(node "$1")
	[ -n "${2:-}" ] || {
		ip -n "$SWITCH" link set "v-$a" down
		return
	}
	b=$(node "$2")
	ip netns exec "$SWITCH" nft add element bridge lab cut "{ $(ip_of "$a") . $(ip_of "$b"), $(ip_of "$b") . $(ip_of "$a") }"
}

cmd_loss() {
	local ip
	ip=$(ip_of "$(node "$1")")
	[ "$2" -ge 1 ] && [ "$2" -le 99 ] || die 'say how many of 100 packets to lose, 1 to 99; cut loses all'
	ip netns exec "$SWITCH" nft -f - <<-EOT
		add table bridge lab_loss
		add chain bridge lab_loss forward { type filter hook forward priority 1; }
		add rule bridge lab_loss forward ip saddr $ip numgen random mod 100 < $2 drop
		add rule bridge lab_loss forward ip daddr $ip numgen random mod 100 < $2 drop
	EOT
}

# A token bucket, and not netem: Debian's cloud kernels and others lack it.
cmd_rate() { tc -n "$SWITCH" qdisc replace dev "v-$(node "$1")" root tbf rate "${2:-256kbit}" burst 3000 latency 800ms; }

cmd_heal() {
	local n
	for n in $NODES; do
		ip -n "$SWITCH" link set "v-$n" up
		tc -n "$SWITCH" qdisc del dev "v-$n" root 2>/dev/null || :
	done
	ip netns exec "$SWITCH" nft flush set bridge lab cut
	ip netns exec "$SWITCH" nft delete table bridge lab_loss 2>/dev/null || :
}

cmd_fill() {
	# shellcheck disable=SC2016
	inside "$(node "$1")" sh -c '
		free=$(df --output=avail -B1 /data | tail -1)
		fallocate -l $((free - $1 * 1024)) /data/FILL
		df -h /data' sh "${2:-0}"
}

cmd_unfill() { inside "$(node "$1")" rm -f /data/FILL; }

# A stopped sshd leaves its sessions alive; here they end too, so that what is connected notices.
cmd_sshd() {
	local n
	n=$(node "$1")
	choose "${2:-}" stop start
	inside "$n" systemctl "$2" ssh
	[ "$2" = start ] || inside "$n" pkill -x sshd || :
}

# rekey NODE [back]: the new keys are real, so a client that knows the old ones must refuse.
cmd_rekey() {
	local n type
	n=$(node "$1")
	for type in ed25519 ecdsa; do
		if [ "${2:-}" = back ]; then
			inside "$n" sh -c "umask 077; cat >/etc/ssh/ssh_host_${type}_key" <"$KEYS/$n.$type"
			inside "$n" sh -c "cat >/etc/ssh/ssh_host_${type}_key.pub" <"$KEYS/$n.$type.pub"
		else
			inside "$n" sh -c "rm -f /etc/ssh/ssh_host_${type}_key*; ssh-keygen -q -t $type -N '' -f /etc/ssh/ssh_host_${type}_key"
		fi
	done
	inside "$n" systemctl reload ssh
	inside "$n" ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub
}

# One network namespace per node on a bridge, which is in a namespace of its own: no route leads to this machine's network.

network_up() {
	local n
	ip netns add "$SWITCH"
	ip netns exec "$SWITCH" sysctl -qw net.ipv6.conf.all.disable_ipv6=1
	ip -n "$SWITCH" link set lo up
	ip -n "$SWITCH" link add br0 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
	ip -n "$SWITCH" link set br0 up
	for n in $NODES; do plug_in "$n"; done
	ip netns exec "$SWITCH" nft -f - <<-'EOT'
		table bridge lab {
			set cut { type ipv4_addr . ipv4_addr; }
			chain forward { type filter hook forward priority 0; ip saddr . ip daddr @cut drop; }
		}
	EOT
	hosts_file >"$LAB_DIR/hosts"
}

plug_in() {
	local n=$1 ns
	ns=$(netns "$n")
	ip netns add "$ns"
	ip netns exec "$ns" sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv4.ping_group_range='0 2147483647'
	ip link add "v-$n" netns "$SWITCH" type veth peer name eth0 netns "$ns"
	ip -n "$SWITCH" link set "v-$n" master br0 up
	ip -n "$ns" link set lo up
	ip -n "$ns" addr add "$(ip_of "$n")/24" dev eth0
	ip -n "$ns" link set eth0 up
}

hosts_file() {
	local n
	printf '127.0.0.1 localhost\n10.10.10.10 pg-meta-1 pg-meta i.pigsty a.pigsty p.pigsty\n'
	for n in $NODES; do [ "$n" = $ADMIN ] || echo "$(ip_of "$n") $n"; done
}

network_down() {
	local ns
	for ns in $SWITCH $(for n in $NODES; do netns "$n"; done); do
		[ ! -e "/run/netns/$ns" ] || ip netns del "$ns" || :
	done
}

# net NODE COMMAND…: a program of this machine in the network of a node, on this machine's file system but for /etc/hosts and
# /etc/resolv.conf. Not `ip netns exec`: that hides /sys, and with it the control groups.
net() {
	local n=$1
	shift
	[ -e "$LAB_DIR/up" ] || die 'the lab is down: lab up'
	# shellcheck disable=SC2016
	LAB_OUTSIDE=$$ nsenter --net="/run/netns/$(netns "$n")" unshare --mount -- sh -c '
		mount --bind "$1/hosts" /etc/hosts
		mount --bind /dev/null /etc/resolv.conf 2>/dev/null || :
		shift
		exec "$@"' lab-net "$LAB_DIR" "$@"
}

# Packages of this machine (the nodes are made of it), and what is taken out of newer packages without installing them.

PACKAGES='openssh-server openssh-client sudo acl iproute2 nftables iputils-ping procps curl jq rsync dbus openssl util-linux
	systemd systemd-container postgresql-15 postgresql-contrib patroni python3-etcd python3-idna etcd-server etcd-client
	haproxy pgbouncer pgbackrest redis-server prometheus-node-exporter victoria-metrics ansible python3-jmespath'

missing_packages() {
	local p
	for p in $PACKAGES; do
		dpkg-query -W -f='${db:Status-Abbrev}' "$p" 2>/dev/null | grep -q '^ii' || echo "$p"
	done
}

cmd_deps() {
	install_packages
	rm -f "$CACHE/extra.failed"
	fetch_extra
}

# What `up` needs and does not find. A fetch that failed is not tried again with each `up`.
ensure_packages() {
	[ -z "$(missing_packages)" ] || install_packages
	[ "$LAB_ROOTFS" != / ] || [ -e "$EXTRA/ok" ] || [ -e "$CACHE/extra.failed" ] || fetch_extra
}

install_packages() {
	local missing made='' log=$CACHE/apt.log
	mapfile -t missing < <(missing_packages)
	[ ${#missing[@]} -gt 0 ] || {
		say 'all packages are installed'
		return 0
	}
	say "installing: ${missing[*]}"
	mkdir -p "$CACHE"
	# Nothing may start on the machine itself: sshd, redis, haproxy, postgres…
	if [ ! -e /usr/sbin/policy-rc.d ]; then
		printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
		chmod 755 /usr/sbin/policy-rc.d
		made=yes
	fi
	# Nor may postgresql-common make a cluster of its own.
	mkdir -p /etc/postgresql-common
	[ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
	apt_get -qq update >"$log" 2>&1 || say 'the package lists could not be updated; going on with what is known'
	apt_get -qq install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1 || {
		tail -30 "$log" >&2
		[ -z "$made" ] || rm -f /usr/sbin/policy-rc.d
		die "apt-get install failed; all of its output is in $log"
	}
	[ -z "$made" ] || rm -f /usr/sbin/policy-rc.d
	lap 'packages installed'
}

apt_get() {
	DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0 \
		-o Acquire::Retries=3 -o Acquire::http::Timeout=30 "$@" </dev/null
}

# The Debian mirror that this machine uses already.
mirror() { echo "${LAB_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' | grep -v security | sort -u | head -1)}"; }

cmd_extra() {
	rm -f "$EXTRA/ok"
	fetch_extra "$@"
}

# Debian 12 has Patroni 3.0.2, and no pg_exporter. Pigsty 4.1 ships Patroni 4.1, whose answers differ; it is pure Python and
# runs here when its files are laid over the nodes. Without it the lab works too.
fetch_extra() {
	[ ! -e "$EXTRA/ok" ] || return 0
	mkdir -p "$CACHE"
	if (unpack_extra "${1:-sid}") >"$CACHE/extra.log" 2>&1; then
		say "extra: Patroni $(python_patroni "$EXTRA"), pg_exporter"
	else
		rm -rf "$EXTRA.new"
		touch "$CACHE/extra.failed"
		say "extra: no newer Patroni could be fetched, so the lab runs Debian's 3.0.2. Why is in $CACHE/extra.log;"
		say '       lab extra tries again.'
	fi
}

# Called from a condition, where bash ignores `set -e`: hence each `||`.
unpack_extra() {
	local apt=$CACHE/apt new=$EXTRA.new package
	rm -rf "$new" "$apt"
	mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$new"
	# The lists and the cache of the machine stay as they are. Check-valid-until: a clock that is ahead must not matter.
	echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg check-valid-until=no] $(mirror) $1 main" >"$apt/sources.list"
	cat >"$apt/apt.conf" <<-EOT
		Dir::Etc::sourcelist "$apt/sources.list"; Dir::Etc::sourceparts "/dev/null";
		Dir::State::lists "$apt/lists"; Dir::Cache "$apt"; Acquire::Languages "none";
	EOT
	export APT_CONFIG=$apt/apt.conf
	cd "$apt" && timeout 300 apt-get -qq update && timeout 120 apt-get -qq download pg-exporter patroni || return 1
	for package in ./*.deb; do dpkg-deb -x "$package" "$new" || return 1; done
	# A Patroni that is newer still may need a newer Python than the nodes have.
	python3 -m compileall -q "$new/usr/lib/python3/dist-packages/patroni" && [[ $(python_patroni "$new") == 4.* ]] || return 1
	rm -rf "$EXTRA"
	mv "$new" "$EXTRA"
	touch "$EXTRA/ok"
}

python_patroni() { PYTHONPATH=$1/usr/lib/python3/dist-packages python3 -c 'from patroni.version import __version__ as v; print(v)'; }

# rootfs trixie|sid [DIR]: PostgreSQL 17 with Patroni 4.0, or 18 with 4.1, for LAB_ROOTFS
cmd_rootfs() {
	local suite=${1:-} tree=${2:-$CACHE/rootfs-${1:-}} packages
	choose "$suite" trixie sid
	packages=$(tr -s ' \t\n' ',' <<<"$PACKAGES systemd-sysv libpam-systemd less ca-certificates python3-cryptography" |
		sed "s/postgresql-15/postgresql-$([ "$suite" = sid ] && echo 18,pg-exporter || echo 17)/; s/,postgresql-contrib//; s/,$//")
	[ -x /usr/bin/mmdebstrap ] || apt_get -qq install -y --no-install-recommends mmdebstrap >/dev/null
	rm -rf "$tree.tmp"
	# shellcheck disable=SC2016
	mmdebstrap --quiet --mode=root --variant=minbase --aptopt='APT::Install-Recommends "false"' \
		--aptopt='Acquire::Check-Valid-Until "false"' --dpkgopt='path-exclude=/usr/share/man/*' \
		--dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
		--essential-hook='mkdir -p "$1/etc/postgresql-common"; echo "create_main_cluster = false" >"$1/etc/postgresql-common/createcluster.conf"' \
		--include="$packages" "$suite" "$tree.tmp" "$(mirror)" >&2
	rm -rf "$tree" && mv "$tree.tmp" "$tree"
	say "use it with LAB_ROOTFS=$tree"
}

# What can be chosen, by environment, and where things are.

: "${LAB_NAME:=lab}"                 # begins the names of namespaces, machines and control groups: two labs need two names
: "${LAB_DIR:=$LAB_HOME/run$([ "$LAB_NAME" = lab ] || echo "-$LAB_NAME")}"   # all state; `down --purge` removes it
: "${LAB_ROOTFS:=/}"                 # what the nodes are made of: this machine itself, or a tree from `lab rootfs`
: "${LAB_ROOT_SIZE:=3g}"             # memory for what all nodes write outside /data
: "${LAB_DATA_SIZE:=1g}"             # /data of each node, a tmpfs of its own: it can really be full
: "${LAB_PATRONI:=auto}"             # 3: Debian 12's 3.0.2; 4: what `lab extra` fetched; auto: 4 when it is there
: "${LAB_LOOP:=2}" "${LAB_RETRY:=3}" # Patroni's loop_wait and retry_timeout (Pigsty: 5 and 10)
: "${LAB_TTL:=}"                     # its ttl (Pigsty: 30); empty: the least that it takes, 20 for Patroni 4 and here 10 for 3
: "${LAB_FAILSAFE:=true}"            # Patroni's failsafe_mode
: "${LAB_REPO:=shared}"              # pgBackRest repository: one of each cluster (like NFS), or `local`: one of each node
: "${LAB_BACKUP:=1}"                 # first full backups: 1 in `up`, bg in the background, 0 none
: "${LAB_ETCD_TLS:=1}"               # 1: TLS and users, as Pigsty 4; 0: plain
: "${LAB_CANARY:=}"                  # 1: every password is CANARY-<name>-<random>, to be searched for where none belongs
: "${LAB_PIGSTY:=}"                  # a checkout of Pigsty: its playbooks and scripts go into the nodes
: "${LAB_PAM_SYSTEMD:=0}"            # 1: a user manager for each login, as on a full system; costs 0.8 s per login
: "${LAB_BIND:=}"                    # "SOURCE[:TARGET] …" mounted into the admin node

LAB_DIR=$(realpath -m "$LAB_DIR")
LAB_ROOTFS=$(realpath -m "$LAB_ROOTFS")
[ -z "$LAB_PIGSTY" ] || LAB_PIGSTY=$(realpath -m "$LAB_PIGSTY")
ROOT=$(dirname "$LAB_HOME")
CACHE=$LAB_HOME/cache EXTRA=$LAB_HOME/cache/extra
FS=$LAB_DIR/fs DATA=$LAB_DIR/data KEYS=$LAB_DIR/keys PIDS=$LAB_DIR/pid LOGS=$LAB_DIR/log
OWNER=/run/pigsty-top-lab/$LAB_NAME
SWITCH=$LAB_NAME.sw

# Control groups: the unified tree freezes, counts and kills a whole node; the systemd tree exists on hybrid machines only.
CG2=/sys/fs/cgroup CG1=
[ -e "$CG2/cgroup.controllers" ] || CG2=/sys/fs/cgroup/unified
[ ! -d /sys/fs/cgroup/systemd ] || CG1=/sys/fs/cgroup/systemd

ADMIN=pg-meta-1
NODES='pg-meta-1 pg-test-1 pg-test-2 pg-test-3'
CLUSTERS='pg-meta pg-test'

# node NAME: the full name, of a short name or an address
node() {
	case $1 in
		pg-meta-1 | pg-meta | meta | admin | infra | 10.10.10.10) echo pg-meta-1 ;;
		pg-test-1 | t1 | 10.10.10.11) echo pg-test-1 ;;
		pg-test-2 | t2 | 10.10.10.12) echo pg-test-2 ;;
		pg-test-3 | t3 | 10.10.10.13) echo pg-test-3 ;;
		*) die "there is no node $1; the nodes are $NODES" ;;
	esac
}

cluster() {
	case $1 in
		pg-meta | pg-test) echo "$1" ;;
		*) die "there is no cluster $1; the clusters are $CLUSTERS" ;;
	esac
}

ip_of() {
	case $1 in
		pg-meta-1) echo 10.10.10.10 ;;
		pg-test-1) echo 10.10.10.11 ;;
		pg-test-2) echo 10.10.10.12 ;;
		pg-test-3) echo 10.10.10.13 ;;
	esac
}

cluster_of() { echo "${1%-*}"; }

# What the inventory says; the live leader may be another.
role_of() { case $1 in pg-meta-1 | pg-test-1) echo primary ;; *) echo replica ;; esac; }

members() {
	local n
	for n in $NODES; do [ "$(cluster_of "$n")" != "$1" ] || echo "$n"; done
}

netns() { echo "$LAB_NAME.$1"; }

# PostgreSQL's major version in the nodes
pg_version() { find "${LAB_ROOTFS%/}"/usr/lib/postgresql -path '*/bin/postgres' | grep -o '/[0-9]*/' | tr -d / | sort -n | tail -1; }

# The choices of `up` that later commands must share with it, whatever their own environment says
save_settings() {
	local name
	for name in LAB_ROOTFS LAB_REPO LAB_BACKUP LAB_BIND; do printf '%s=%q\n' "$name" "${!name}"; done >"$LAB_DIR/settings"
}

load_settings() {
	# shellcheck source=/dev/null
	[ ! -e "$LAB_DIR/settings" ] || . "$LAB_DIR/settings"
}

# What the nodes run; a LAB_ROOTFS has its own Patroni, 4 in each.
patroni_major() {
	case $LAB_ROOTFS:$LAB_PATRONI in
		/:3 | /:4) echo "$LAB_PATRONI" ;;
		/:*) if [ -e "$EXTRA/ok" ]; then echo 4; else echo 3; fi ;;
		*) echo 4 ;;
	esac
}

# owner USER: uid:gid in the nodes. 543 is what Pigsty gives to postgres on Debian.
owner() {
	case $1 in
		postgres) echo 543:543 ;;
		dba) echo 88:88 ;;
		*) awk -F: -v user="$1" '$1 == user {print $3 ":" $4}' "${LAB_ROOTFS%/}/etc/passwd" ;;
	esac
}

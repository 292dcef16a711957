#!/bin/sh
# Once, when etcd first starts: root, and one user per cluster that may write its own keys only, as Pigsty does.
[ ! -e /data/etcd/.rbac ] || exit 0
export ETCDCTL_API=3 ETCDCTL_ENDPOINTS=https://127.0.0.1:2379 ETCDCTL_CACERT=/etc/etcd/ca.crt
set -e
add() {
	etcdctl user add "$1" --interactive=false <<EOT
$2
EOT
}
cluster() {
	etcdctl role add "$1"
	etcdctl role grant-permission "$1" --prefix=true readwrite "/pg/$1/"
	add "$1" "$2"
	etcdctl user grant-role "$1" "$1"
}
cluster pg-meta '@pw_etcd_pg_meta@'
cluster pg-test '@pw_etcd_pg_test@'
add root '@pw_etcd_root@'
etcdctl role add root 2>/dev/null || :
etcdctl user grant-role root root
etcdctl auth enable
touch /data/etcd/.rbac

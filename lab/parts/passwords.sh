# Every password of the lab, once. Each becomes a shell variable pw_<name> that the files of the nodes are filled with.

# name, then Pigsty's default
passwords='
pg_admin        DBUser.DBA
pg_monitor      DBUser.Monitor
pg_replication  DBUser.Replicator
patroni         Patroni.API
haproxy_admin   pigsty
etcd_root       Etcd.Root
etcd_pg_meta    pg-meta
etcd_pg_test    pg-test
grafana_admin   pigsty
minio           S3User.MinIO
s3_backup       S3User.Backup
cipher          pgBackRest
redis           redis.test
dbuser_meta     DBUser.Meta
dbuser_view     DBUser.Viewer
dbuser_app      DBUser.App
test            test
'

# Chosen with each `up`. A canary is told by its name when a test finds it somewhere.
choose_passwords() {
	local name default
	while read -r name default; do
		[ -n "$name" ] || continue
		[ "$LAB_CANARY" != 1 ] || default=CANARY-${name//_/-}-$(openssl rand -hex 6)
		echo "$name $default"
	done <<<"$passwords" | (umask 077 && cat >"$LAB_DIR/passwords")
	load_passwords
}

load_passwords() {
	local name value
	[ -e "$LAB_DIR/passwords" ] || return 0
	while read -r name value; do printf -v "pw_$name" %s "$value"; done <"$LAB_DIR/passwords"
}

cmd_password() {
	[ -e "$LAB_DIR/passwords" ] || die 'the lab is down: passwords are chosen by lab up'
	if [ $# -eq 0 ]; then cat "$LAB_DIR/passwords"; else awk -v name="$1" '$1 == name {print $2; found = 1} END {exit !found}' "$LAB_DIR/passwords"; fi
}

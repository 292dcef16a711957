# What is particular to one node: its upper layer, and /data.

make_node() {
	local name=$1 ip cluster version upper disk home database user user_password
	ip=$(ip_of "$name") cluster=$(cluster_of "$name") version=$(pg_version)
	upper=$FS/$name/upper disk=$DATA/$name
	# Pigsty's layout: /pg is a link to this directory.
	home=/postgres/$cluster-$version
	case $cluster in
		pg-meta) database=meta user=dbuser_meta user_password=$pw_dbuser_meta ;;
		*) database=test user=test user_password=$pw_test ;;
	esac
	mkdir -p "$upper" "$FS/$name/work" "$FS/$name/root"
	node_disk
	R=$upper
	node_identity
	postgres_files
	patroni_files
	pgbouncer_files
	pgbackrest_files
	haproxy_files
	at_boot ssh pgbouncer haproxy node_exporter
	! has_pg_exporter || at_boot pg_exporter pgbouncer_exporter
	[ "$name" != pg-test-3 ] || redis_files
	[ "$name" != $ADMIN ] || {
		etcd_files
		metrics_files
		pigsty_files
	}
}

node_identity() {
	local type
	echo "$name" | put /etc/hostname
	printf %s "$LAB_NAME/$name" | md5sum | cut -c1-32 | put /etc/machine-id
	folder /etc/ssh
	for type in ed25519 ecdsa; do
		cp "$KEYS/$name.$type" "$R/etc/ssh/ssh_host_${type}_key"
		cp "$KEYS/$name.$type.pub" "$R/etc/ssh/ssh_host_${type}_key.pub"
		chmod 600 "$R/etc/ssh/ssh_host_${type}_key"
	done
	link "/data$home" /pg
	link "/usr/lib/postgresql/$version" /usr/pgsql
}

# A tmpfs of its own, so it survives a power-off and a full disk hits nobody else.
node_disk() {
	local d
	mkdir -p "$disk"
	mount -t tmpfs -o "size=$LAB_DATA_SIZE,mode=755" "$LAB_NAME-data" "$disk"
	R=$disk
	folder /postgres 0755 543:543
	folder /backups 0700 543:543
	folder "/backups/$cluster-$version" 0700 543:543
	folder "/backups/$cluster-$version/backup" 0700 543:543
	folder "$home" 0755 543:543
	for d in tmp cert conf data spool; do folder "$home/$d" 0700 543:543; done
	for d in bin log; do folder "$home/$d" 0755 543:543; done
	for d in postgres patroni pgbouncer pgbackrest; do folder "$home/log/$d" 0750 543:543; done
	ln -s "/data/backups/$cluster-$version/backup" "$R$home/backup"
	cp -a "$FS"/scripts/. "$R$home/bin/"
	cp "$KEYS/ca.crt" "$R$home/cert/ca.crt"
	cp "$KEYS/$name.crt" "$R$home/cert/server.crt"
	cp "$KEYS/$name.key" "$R$home/cert/server.key"
	chmod 644 "$R$home"/cert/*.crt
	chmod 600 "$R$home/cert/server.key"
	chown 543:543 "$R$home"/cert/*
	# Pigsty's placeholder, to be removed when the disk is full
	fallocate -l 64M "$R$home/dummy"
	chown 543:543 "$R$home/dummy"
}

# SQL that the first member runs once (bin/pg-init)
postgres_files() {
	R=$disk
	render sql/roles.sql | put "$home/tmp/pg-init-roles.sql" 0640 543:543
	render sql/template.sql | put "$home/tmp/pg-init-template.sql" 0640 543:543
	render sql/databases.sql | put "$home/tmp/pg-init-db.sql" 0640 543:543
	R=$upper
}

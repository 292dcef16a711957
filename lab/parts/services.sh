# Configuration of the services that every node has. The variables are make_node's.

patroni_files() {
	local m etcd allowlist='127.0.0.1' ttl=$LAB_TTL loop=$LAB_LOOP retry=$LAB_RETRY failsafe=$LAB_FAILSAFE
	[ -n "$ttl" ] || ttl=$([ "$(patroni_major)" = 4 ] && echo 20 || echo 10)
	for m in $( (members "$cluster"; echo $ADMIN) | sort -u); do allowlist+=", $(ip_of "$m")"; done
	etcd=$(etcd_access "$cluster" /pg/cert/ca.crt)
	R=$disk
	render services/patroni.yml | put "$home/conf/$name.yml" 0640 543:543
	R=$upper
	folder /etc/patroni 0700 543:543
	link "/pg/conf/$name.yml" /etc/patroni/patroni.yml
	# The others are started by `up` once the first member has initialised the cluster; else any of them might be the first.
	[ "$(role_of "$name")" != primary ] || at_boot patroni
}

pgbackrest_files() {
	folder /etc/pgbackrest 0755
	render services/pgbackrest.conf | put /etc/pgbackrest/pgbackrest.conf 0640 543:543
}

pgbouncer_files() {
	folder /etc/pgbouncer 0700 543:543
	render services/pgbouncer.ini | put /etc/pgbouncer/pgbouncer.ini 0640 543:543
	render services/pgb_hba.conf | put /etc/pgbouncer/pgb_hba.conf 0600 543:543
	printf '%-27s = host=/var/run/postgresql\n' "$database" | put /etc/pgbouncer/database.txt 0600 543:543
	printf '%-27s = pool_mode=session max_user_connections=16\n' dbuser_dba | put /etc/pgbouncer/useropts.txt 0600 543:543
	printf '"%s" "%s"\n' postgres '' dbuser_monitor "$pw_pg_monitor" dbuser_dba "$pw_pg_admin" "$user" "$user_password" |
		put /etc/pgbouncer/userlist.txt 0600 543:543
}

# Pigsty's four services: name, port, Patroni's check, port of the members
haproxy_files() {
	local service port check to
	render services/haproxy.cfg | put /etc/haproxy/haproxy.cfg
	while read -r service port check to; do
		{
			render services/haproxy-service.cfg
			haproxy_servers
		} | put "/etc/haproxy/$cluster-$service.cfg"
	done <<-EOT
		primary 5433 /primary   6432
		replica 5434 /read-only 6432
		default 5436 /primary   5432
		offline 5438 /replica   5432
	EOT
}

# As in Pigsty, the inventory's primary is the last resort of reads, and `offline` is for the members meant for it.
haproxy_servers() {
	local m backup
	for m in $(members "$cluster"); do
		backup=
		case $service:$m in
			replica:pg-meta-1 | replica:pg-test-1 | offline:pg-test-2) backup=' backup' ;;
			offline:pg-test-1) continue ;;
		esac
		echo "    server $m $(ip_of "$m"):$to check port 8008 weight 100$backup"
	done
}

redis_files() {
	local redis
	redis=$(owner redis)
	render services/redis.conf | put /etc/redis/redis-test-1-6379.conf 0640 "$redis"
	folder /var/log/redis 0750 "$redis"
	unit redis-test-1-6379
	at_boot redis-test-1-6379
	R=$disk
	folder /redis 0755 "$redis"
	folder /redis/redis-test-1-6379 0750 "$redis"
	R=$upper
}

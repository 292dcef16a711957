# What only the admin node has: etcd, VictoriaMetrics, and the home of Pigsty with the inventory. The variables are make_node's.

etcd_scheme() { if [ "$LAB_ETCD_TLS" = 1 ]; then echo https; else echo http; fi; }

# etcd_access USER CA-FILE: the section of Patroni's configuration
etcd_access() {
	local password=pw_etcd_${1//-/_}
	if [ "$LAB_ETCD_TLS" = 1 ]; then
		echo "etcd3: { hosts: '10.10.10.10:2379', protocol: https, cacert: $2, username: '$1', password: '${!password}' }"
	else
		echo "etcd3: { hosts: '10.10.10.10:2379' }"
	fi
}

etcd_files() {
	local etcd scheme
	etcd=$(owner etcd) scheme=$(etcd_scheme)
	folder /etc/pki
	cp "$KEYS/ca.crt" "$R/etc/pki/ca.crt"
	render services/etcd.env | put /etc/etcd/etcd.env
	if [ "$LAB_ETCD_TLS" = 1 ]; then
		cp "$KEYS/ca.crt" "$R/etc/etcd/ca.crt"
		cp "$KEYS/$ADMIN.crt" "$R/etc/etcd/server.crt"
		put /etc/etcd/server.key 0600 "$etcd" <"$KEYS/$ADMIN.key"
		printf 'ETCD_CERT_FILE=/etc/etcd/server.crt\nETCD_KEY_FILE=/etc/etcd/server.key\n' >>"$R/etc/etcd/etcd.env"
		render services/etcd-rbac.sh | put /etc/etcd/rbac.sh 0700 "$etcd"
		render services/etcdctl-tls.sh | put /etc/profile.d/etcdctl.sh
	else
		printf '#!/bin/sh\nexit 0\n' | put /etc/etcd/rbac.sh 0755
		echo 'export ETCDCTL_API=3 ETCDCTL_ENDPOINTS=http://10.10.10.10:2379' | put /etc/profile.d/etcdctl.sh
	fi
	unit etcd
	at_boot etcd
	etcd=$(etcd_access root /etc/pki/ca.crt)
	render services/patronictl.yml | put /infra/conf/patronictl.yml 0640 0:88
	R=$disk
	folder /etcd 0700 "$(owner etcd)"
	R=$upper
}

metrics_files() {
	local n scheme exporters
	scheme=$(etcd_scheme)
	render infra/prometheus.yml | put /infra/prometheus.yml
	render infra/agent.yml | put /infra/rules/agent.yml
	[ -z "$LAB_PIGSTY" ] || cp "$LAB_PIGSTY"/files/victoria/rules/*.yml "$R/infra/rules/"
	folder /infra/datasources
	folder /infra/hosts
	link /data/metrics /infra/metrics
	scrape infra/10.10.10.10 'type: vmetrics' 127.0.0.1:8428
	scrape etcd/etcd-1 'ins: etcd-1, cls: etcd' 10.10.10.10:2379
	for n in $NODES; do
		exporters=$(! has_pg_exporter || echo ", $(ip_of "$n"):9630, $(ip_of "$n"):9631")
		scrape "node/$(ip_of "$n")" "ins: $n, cls: $(cluster_of "$n")" "$(ip_of "$n"):9100, $(ip_of "$n"):9101" "$(ip_of "$n")"
		scrape "pgsql/$n" "ins: $n, cls: $(cluster_of "$n")" "$(ip_of "$n"):8008$exporters" "$(ip_of "$n")"
	done
	unit vmetrics
	unit vmalert
	at_boot vmetrics vmalert
	R=$disk
	folder /metrics 0750 "$(owner _victoria-metrics)"
	R=$upper
}

# scrape FILE LABELS TARGETS [IP]
scrape() { echo "- { labels: { ip: ${4:-10.10.10.10}, $2 }, targets: [ $3 ] }" | put "/infra/targets/$1.yml"; }

# A Pigsty-shaped home: inventory, ansible.cfg, a small playbook, the CA; all of Pigsty's with LAB_PIGSTY
pigsty_files() {
	local x home=/home/dba/pigsty
	folder $home
	[ -z "$LAB_PIGSTY" ] || {
		cp -r "$LAB_PIGSTY/." "$R$home/"
		rm -rf "$R$home/.git"
	}
	for x in ca csr misc etcd nginx infra pgsql minio; do folder "$home/files/pki/$x"; done
	chmod 700 "$R$home/files/pki/ca"
	cp "$KEYS/ca.crt" "$KEYS/ca.key" "$R$home/files/pki/ca/"
	chmod 600 "$R$home/files/pki/ca/ca.key"
	render pigsty/ansible.cfg | put $home/ansible.cfg
	render pigsty/lab.yml | put $home/lab.yml
	render pigsty/pigsty.yml | put $home/pigsty.yml 0600
	chown -R 88:88 "$R/home/dba"
	chmod 700 "$R/home/dba"
}

# The same home for programs on this machine: LAB_DIR itself, with how to reach the nodes by SSH in the inventory
machine_home() {
	local version lab_dir=$LAB_DIR R=$LAB_DIR
	version=$(pg_version)
	render pigsty/ansible.cfg | put /ansible.cfg
	render pigsty/lab.yml | put /lab.yml
	{
		render pigsty/pigsty.yml
		render pigsty/ssh.yml
	} | put /pigsty.yml 0600
	folder /files/pki/ca 0700
	cp "$KEYS/ca.crt" "$R/files/pki/ca/ca.crt"
}

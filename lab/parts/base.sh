# The layer that all nodes share, over the file system of this machine (or of LAB_ROOTFS).

make_base() {
	R=$FS/base
	hide_the_machine
	base_users
	base_system
	base_units
	newer_patroni
	base_scripts
}

hide_the_machine() {
	opaque /root /home /work /mnt /media /old_root /var/log /var/lib/pgsql /var/tmp /etc/systemd/system /etc/cron.d \
		/etc/postgresql /etc/patroni /etc/pgbouncer /etc/pgbackrest /etc/haproxy /etc/etcd /var/lib/etcd
	chmod 700 "$R/root"
	chmod 1777 "$R/var/tmp"
}

# dba (88) and postgres (543) as Pigsty makes them on Debian
base_users() {
	local file etc=$R/etc home
	for file in passwd group shadow gshadow; do cp -p "${LAB_ROOTFS%/}/etc/$file" "$etc/$file"; done
	sed -i 's#^postgres:.*#postgres:x:543:543:PostgreSQL administrator:/var/lib/pgsql:/bin/bash#' "$etc/passwd"
	sed -i 's#^postgres:x:[0-9]*:#postgres:x:543:#' "$etc/group"
	sed -i '/^dba:/d' "$etc/passwd" "$etc/shadow"
	grep -q '^admin:' "$etc/group" || echo 'admin:x:88:' >>"$etc/group"
	echo 'dba:x:88:88:pigsty admin:/home/dba:/bin/bash' >>"$etc/passwd"
	echo 'dba:*:19700:0:99999:7:::' >>"$etc/shadow"
	# An account with "!" is locked: sshd refuses even its keys.
	sed -i 's/^\(postgres\|root\):!*:/\1:*:/' "$etc/shadow"
	# Pigsty's playbooks give files to these.
	grep -q '^victoria:' "$etc/passwd" || {
		printf 'victoria:x:544:\ninfra:x:545:victoria\n' >>"$etc/group"
		echo 'victoria:x:544:544::/nonexistent:/usr/sbin/nologin' >>"$etc/passwd"
	}
	echo '%admin ALL=(ALL) NOPASSWD: ALL' | put /etc/sudoers.d/dba 0440
	render system/sudoers-postgres | put /etc/sudoers.d/postgres 0440
	for home in /root:0:0 /home/dba:88:88 /var/lib/pgsql:543:543; do base_home "${home%%:*}" "${home#*:}"; done
	render system/pgpass | put /home/dba/.pgpass 0600 88:88
}

base_home() {
	folder "$1" 0700
	folder "$1/.ssh" 0700
	cp "$KEYS/id_ed25519.pub" "$R$1/.ssh/authorized_keys"
	cp "$KEYS/id_ed25519" "$KEYS/id_ed25519.pub" "$R$1/.ssh/"
	render system/ssh_config | put "$1/.ssh/config"
	chmod 600 "$R$1"/.ssh/*
	render system/bashrc | put "$1/.bashrc"
	echo '. ~/.bashrc' | put "$1/.profile"
	chown -R "$2" "$R$1"
}

base_system() {
	hosts_file | put /etc/hosts
	: | put /etc/resolv.conf
	: | put /etc/motd
	render system/nsswitch.conf | put /etc/nsswitch.conf
	render system/journald.conf | put /etc/systemd/journald.conf.d/lab.conf
	printf '[Manager]\nDefaultTimeoutStopSec=20s\n' | put /etc/systemd/system.conf.d/lab.conf
	folder /var/log/journal 2755
	folder /etc/systemd/system/multi-user.target.wants
	link /lib/systemd/system/multi-user.target /etc/systemd/system/default.target
	link /lib/systemd/system/ssh.service /etc/systemd/system/sshd.service
	never console-getty.service getty.target systemd-timesyncd.service systemd-update-utmp.service systemd-update-utmp-runlevel.service \
		systemd-remount-fs.service apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer fstrim.timer man-db.timer \
		dpkg-db-backup.timer systemd-pstore.service systemd-sysusers.service systemd-ask-password-wall.path \
		systemd-ask-password-console.path systemd-tmpfiles-clean.timer postgresql.service dev-hugepages.mount dev-mqueue.mount \
		sys-kernel-config.mount sys-kernel-debug.mount sys-kernel-tracing.mount modprobe@.service
	render system/sshd_config | put /etc/ssh/sshd_config
	[ "$LAB_PAM_SYSTEMD" = 1 ] || {
		never systemd-logind.service
		grep -v pam_systemd "${LAB_ROOTFS%/}/etc/pam.d/common-session" | put /etc/pam.d/common-session
	}
}

# Units after Pigsty's own (roles/pgsql/templates, roles/haproxy/files…)
base_units() {
	local u
	for u in patroni postgres pgbouncer haproxy node_exporter vector vip-manager; do unit "$u"; done
	: | put /etc/default/haproxy
	folder /etc/vector
	has_pg_exporter || return 0
	[ -x "${LAB_ROOTFS%/}/usr/bin/pg_exporter" ] || {
		folder /usr/bin
		cp "$EXTRA/usr/bin/pg_exporter" "$R/usr/bin/"
		cp -r "$EXTRA/etc/pg_exporter" "$R/etc/"
	}
	for u in pg_exporter pgbouncer_exporter; do
		unit $u
		render "system/$u" | put "/etc/default/$u" 0600
	done
}

has_pg_exporter() { [ -x "${LAB_ROOTFS%/}/usr/bin/pg_exporter" ] || [ -x "$EXTRA/usr/bin/pg_exporter" ]; }

newer_patroni() {
	local python=/usr/lib/python3/dist-packages
	[ "$LAB_ROOTFS" = / ] && [ "$(patroni_major)" = 4 ] || return 0
	[ -d "$EXTRA$python/patroni" ] || die 'LAB_PATRONI=4 needs what lab extra fetches'
	folder $python
	folder /usr/bin
	cp -r "$EXTRA$python/patroni" "$R$python/"
	# Opaque, or modules that 4.1 no longer has would shine through from 3.0.2.
	opaque $python/patroni
	cp "$EXTRA/usr/bin/patroni" "$EXTRA/usr/bin/patronictl" "$R/usr/bin/"
}

# /pg/bin; each node gets a copy on its own disk
base_scripts() {
	R=$FS/scripts
	mkdir -p "$R"
	cp "$LAB_HOME"/files/bin/* "$R/"
	[ -z "$LAB_PIGSTY" ] || cp "$LAB_PIGSTY"/files/postgres/* "$R/"
	cp "$LAB_HOME/files/bin/pg-init" "$R/"
	chmod 755 "$R"/*
}

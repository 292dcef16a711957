import {placeOf} from '../path.ts';

const places = (text: string): readonly (readonly string[])[] => text.trim().split(/\s+/).map(placeOf);

/** Business data: database files, backups, write-ahead logs, the files of the other modules, raw disks. */
export const businessPlaces = places(`
	/pg/data /pg/backup /pg/arcwal /pg/spool /pg/fork /data ~postgres /var/lib/redis /var/lib/mysql /var/lib/etcd
	/var/lib/minio /var/lib/kafka /var/backups
`);

/** Passwords and keys, wherever the rest of the rules would let them be read. */
export const secretPlaces = places(`
	/etc/patroni /etc/pgbackrest /etc/pgbouncer /etc/pg_exporter /etc/pg_exporter.yml /etc/default /etc/etcd /etc/redis
	/etc/minio /etc/grafana /etc/haproxy /etc/keepalived /etc/shadow /etc/shadow- /etc/gshadow /etc/gshadow- /etc/sudoers
	/etc/sudoers.d /etc/ssl/private /etc/pki/infra.key /etc/vip-manager.yml /etc/krb5.keytab
	/pg/conf /pg/cert/server.key /pg/tmp /infra/conf /infra/env
	~/pigsty/files/pki ~/pigsty/.env ~/.pgpass ~/.pg_service.conf ~/.pigsty ~/.ssh ~/.aws ~/.mcli ~/.mc ~/.gnupg ~/.docker
	~/.netrc ~/.bash_history ~/.psql_history ~/.config ~/.kube ~/.vault_pass
	~postgres/.pgpass ~postgres/.ssh ~postgres/.pg_service.conf
	/proc/kcore /proc/kmsg
`);

/** In secret places, what everybody may see. */
export const publicPlaces = places(`
	/etc/pki/ca.crt /pg/cert/ca.crt /pg/cert/server.crt ~/pigsty/files/pki/ca/ca.crt ~/.ssh/known_hosts
`);

/** Names of secret files in any place. */
export const secretNames =
	/^(?:.*\.(?:key|pem|p12|pfx|jks|keytab|kdbx)|\.pgpass|pgpass|userlist\.txt|patroni\.ya?ml|patronictl\.ya?ml|pgbackrest\.conf|environ|mem|kcore|\.env|.*\.env|id_(?:rsa|dsa|ecdsa|ed25519)|\.?vault[-_]?pass.*|.*_history|credentials)$/;

/** What the guide lets everybody read: logs, the state of the system, Pigsty itself, documentation, public settings. */
export const readablePlaces = places(`
	/pg/log /pg/bin /var/log /proc /sys /infra /www /usr/share /usr/lib /usr/pgsql /usr/local/share /run/systemd
	/etc/os-release /etc/hostname /etc/hosts /etc/resolv.conf /etc/fstab /etc/mtab /etc/machine-id /etc/issue
	/etc/redhat-release /etc/rocky-release /etc/debian_version /etc/lsb-release /etc/timezone /etc/localtime
	/etc/services /etc/sysctl.conf /etc/sysctl.d /etc/security/limits.conf /etc/security/limits.d /etc/crontab
	/etc/chrony.conf /etc/chrony/chrony.conf /etc/nsswitch.conf /etc/locale.conf /etc/profile.d /etc/systemd /etc/tuned
	/etc/pki/ca.crt /pg/cert/ca.crt /pg/cert/server.crt /dev/null /dev/stdin /dev/zero
`);

/** In Pigsty's home, what Pigsty put there. Anything else there is somebody's own. */
export const shippedNames =
	/^(?:pigsty\.yml.*|[\w*-]+\.yml|ansible\.cfg|Makefile|README.*|LICENSE|CLAUDE\.md|AGENTS\.md|CHANGELOG.*|configure|bootstrap|roles|conf|files|templates|bin|app|docs?|vagrant|terraform|inventory.*)$/;

/** Below a process, links to anywhere else. */
export const processLinks = /^(?:root|cwd|fd|task|map_files|exe)$/;

/** Whatever is written, moved or deleted here is what a node or the deployment lives on. */
export const vitalPlaces = places(`
	/pg /data /etc /usr /bin /sbin /lib /lib64 /boot /dev /sys /proc /infra /www /opt /var/lib ~postgres
	~/pigsty/pigsty.yml ~/pigsty/files ~/pigsty/roles ~/pigsty/templates ~/pigsty/bin ~/pigsty/ansible.cfg ~/.ssh
`);

/** Written anywhere, these names are the deployment's. */
export const vitalNames = /^(?:pigsty\.yml|ca\.key|postgresql(?:\.auto)?\.conf|pg_hba\.conf|PG_VERSION)$/;

/** Where one file more or less does no harm. */
export const temporaryPlaces = places('/tmp /var/tmp');

/** Devices that swallow or repeat what is written to them. */
export const harmlessDevices: ReadonlySet<string> = new Set(['/dev/null', '/dev/stdout', '/dev/stderr', '/dev/tty']);

import {reason, type Rule} from '../call.ts';
import {always, verbs} from '../rule.ts';
import {immediately, withSql} from '../rules/sql.ts';
import {restore} from '../rules/various.ts';

const patroni = verbs({
	options:
		'-kdt -c= -d= -f= -W -w= -e -x -T -n= --config-file= --dcs= --dcs-url= --insecure --format= --extended --timestamp --tsv --watch --watchtime= --group= --role= --member= -r= -m=',
	verbs: {
		allowed: 'list, topology, history, show-config, version',
		destructive: 'remove, failover, reinit, demote-cluster, promote-cluster',
	},
});

/** The name of the stanza and where things are; what else there is changes something. */
const pgbackrest = verbs({
	options:
		'--stanza= --output= --set= --repo= --config= --config-path= --config-include-path= --log-level-console= --log-level-file= --log-level-stderr= --log-path= --filter= --sort= --recurse --no-config --verbose --type= --delta --no-delta --force --pg1-path= --dry-run --archive-async --help',
	verbs: {
		allowed: 'info, version, help, repo-ls',
		'business-data': 'repo-get',
		destructive: 'expire, restore, stanza-delete, repo-rm',
	},
});

/** Settings name the program that reaches a repository elsewhere: only Pigsty's own are known. */
const withOwnSettings =
	(rule: Rule): Rule =>
	call => [
		...rule(call),
		...(call.args.some(
			({text}) =>
				text.startsWith('--config') && !/^--config(?:-path|-include-path)?=\/etc\/pgbackrest(?:\/[\w.]+)*$/.test(text),
		)
			? [reason('other-settings', 'confirm', 'settings from elsewhere can run programs')]
			: []),
	];

const pig = verbs({
	options:
		'-U= -o= -s= -r= -O= -R -n= -w= -W -V -i= -H= -v= -p= -a -u= -d= -f --dbsu= --output= --stanza= --repo= --raw --raw-output= --set= --debug --log-level= --inventory= --home= --host= --port= --interval= --log-dir= --lines= --plan',
	verbs: {
		allowed: [
			'version, status, context, ctx, help, info',
			'pg list, pg status, pg ps, pg role, pg log, pg log list, pg log tail, pg log cat, pg log grep, pg log show, postgres status',
			'pt list, pt ls, pt status, pt log, pt log tail, pt log show, pt log grep, pt config show, pt svc status, pt topology, pt history, patroni list, patroni status',
			'pb info, pb ls, pb list, pb log, pb log list, pb log tail, pb log cat, pb log show, pgbackrest info',
			'pe get, pe list, pe stat',
			'ext list, ext ls, ext info, ext status, ext avail, ext search, ext scan',
			'repo list, repo info, repo status',
			'sty list, pg svc status',
		].join(','),
		confirm: 'pg log less',
		destructive: [
			'pitr, pb expire, pb restore, pb delete, pgbackrest restore, pgbackrest delete, pgbackrest expire',
			'pt failover, pt reinit, pt remove, patroni failover, patroni reinit, patroni remove',
			'pg init, pg promote, pg fork rm, postgres init, postgres promote',
			'do pgsql-rm, do node-rm, do redis-rm, do etcd-rm, do minio-rm, do infra-rm, do pgmon-rm, do mysql-rm, do kafka-rm',
			'ext rm, ext remove',
		].join(','),
	},
});

const pgCtl = verbs({
	options: '-sD -t= -wWlo -D= -l= -o= -p= -m= --pgdata= --mode= --timeout= --wait --no-wait --silent --log= --options=',
	verbs: {allowed: 'status', destructive: 'promote, kill, initdb, init, unregister'},
	flags: {outage: 'start, stop, restart, reload, promote, kill'},
});

/** PostgreSQL, Patroni and pgBackRest, and what Pigsty puts in /pg/bin. */
export const postgres: Readonly<Record<string, Rule>> = {
	patronictl: withSql(patroni, /^query$/),
	pg: withSql(patroni, /^query$/),
	pgbackrest: withOwnSettings(pgbackrest),
	pb: withOwnSettings(pgbackrest),
	pig: immediately(withSql(pig, /^psql$/)),
	pg_ctl: immediately(pgCtl),
	pg_restore: restore,
	pg_ctlcluster: always('confirm', 'starts, stops or changes a PostgreSQL', 'outage'),
	pg_dump: always('business-data', 'exports business data'),
	pg_dumpall: always('business-data', 'exports business data'),
	pg_basebackup: always('business-data', 'copies the whole database'),
	pg_receivewal: always('business-data', 'copies all changes of the data'),
	pg_recvlogical: always('destructive', 'takes changes away from whom they are kept for'),
	pg_waldump: always('business-data', 'shows changes of the data'),
	pg_filedump: always('business-data', 'shows rows'),
	...Object.fromEntries(
		'postgres postmaster pg_resetwal pg_resetxlog pg_rewind pg_archivecleanup pg_upgrade pg_upgradecluster pg_dropcluster pg_createsubscriber initdb dropdb dropuser vacuumlo pg-pitr pg-drop-role pg-promote pg-demote pg-restore pg-init pg-kill'
			.split(' ')
			.map(name => [name, always('destructive', `${name} loses data or splits the cluster`)]),
	),
};

import {words} from './words.ts';

/**
 * Relations of extensions and of Pigsty's `monitor` schema that hold metadata only, with the schema they are expected in.
 * The server must confirm that the extension, or Pigsty's owner, owns what is found under the name: anyone can make a table.
 * Left out on purpose: `monitor.pg_log` and `cron.job`, whose rows hold the text of queries.
 */
export const extensionRelations: ReadonlySet<string> = new Set(
	words(`
		pg_stat_statements pg_stat_statements_info pg_stat_kcache pg_stat_kcache_detail pg_buffercache
		pg_buffercache_numa pg_wait_sampling_current pg_wait_sampling_history pg_wait_sampling_profile
		pg_stat_monitor hypopg_list_indexes
		monitor.pg_stat_statements monitor.pg_stat_statements_info monitor.pg_stat_kcache monitor.pg_stat_kcache_detail
		monitor.pg_buffercache monitor.pg_buffercache_numa monitor.pg_wait_sampling_current
		monitor.pg_wait_sampling_history monitor.pg_wait_sampling_profile
		monitor.pg_table_bloat monitor.pg_index_bloat monitor.pg_bloat monitor.pg_table_bloat_human
		monitor.pg_index_bloat_human monitor.pg_session monitor.pg_seq_scan monitor.pg_lock_waiting monitor.heartbeat
		monitor.pgbackrest_info monitor.pgbackrest monitor.patroni_info monitor.patroni monitor.patroni_conf
		monitor.process_status monitor.disk_free
		timescaledb_information.hypertables timescaledb_information.chunks timescaledb_information.dimensions
		timescaledb_information.jobs timescaledb_information.job_stats timescaledb_information.continuous_aggregates
		timescaledb_information.compression_settings timescaledb_information.data_nodes
		citus_tables citus_shards pg_dist_node pg_dist_partition pg_dist_shard
	`),
);

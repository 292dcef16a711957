import {type FunctionGroup} from './restricted-functions.ts';
import {words} from './words.ts';

/**
 * Functions of well-known extensions that deserve a better reason than "opaque", found under any schema: extensions can
 * be installed anywhere. A name with a point is only meant in that schema. None is harmless: their code is not known here.
 */
export const extensionFunctions: readonly FunctionGroup[] = [
	{
		group: 'schedule',
		class: 'confirm',
		does: 'schedules SQL that runs later',
		names: words(`
			cron.schedule cron.schedule_in_database cron.unschedule cron.alter_job add_job alter_job run_job delete_job
			add_retention_policy add_compression_policy
		`),
	},
	{
		group: 'remote-sql',
		class: 'confirm',
		does: 'runs SQL on another connection, outside this transaction',
		names: words(`
			dblink dblink_exec dblink_connect dblink_connect_u dblink_open dblink_fetch dblink_send_query
			dblink_get_result postgres_fdw_disconnect postgres_fdw_disconnect_all run_command_on_workers
			run_command_on_shards run_command_on_placements run_command_on_all_nodes
		`),
	},
	{
		group: 'extension-sql-text',
		class: 'confirm',
		does: 'runs SQL that is given as text',
		names: words('crosstab crosstab2 crosstab3 crosstab4 connectby xpath_table monitor.explain'),
	},
	{
		group: 'statistics-reset',
		class: 'confirm',
		does: 'throws away collected statistics',
		names: words(`
			pg_stat_statements_reset pg_stat_kcache_reset pg_stat_monitor_reset pg_wait_sampling_reset_profile
			pg_qualstats_reset
		`),
	},
	{
		group: 'page',
		class: 'confirm',
		does: 'reads pages, WAL records or buffers in the raw',
		names: words(`
			get_raw_page heap_page_items heap_page_item_attrs bt_page_items pg_get_wal_record_info
			pg_get_wal_records_info pg_get_wal_block_info pgstattuple pgstatindex pg_prewarm pg_buffercache_evict
		`),
	},
	{
		group: 'data-lost',
		class: 'destructive',
		does: 'deletes data for ever',
		names: words(`
			drop_chunks drop_distributed_table master_drop_all_shards citus_drop_all_shards
			truncate_local_data_after_distributing_table partman.drop_partition_time partman.drop_partition_id
			partman.undo_partition pgmq.purge_queue pgmq.drop_queue dropgeometrytable
			dropgeometrycolumn droptopology
		`),
	},
	{
		group: 'surgery',
		class: 'destructive',
		does: 'changes table pages by hand',
		names: words('heap_force_kill heap_force_freeze pg_truncate_visibility_map'),
	},
	{
		group: 'server-file-write',
		class: 'destructive',
		does: 'reads, writes or deletes files of the server',
		names: words('pg_file_write pg_file_rename pg_file_unlink pg_file_sync pg_file_read pg_file_length pg_logdir_ls'),
	},
];

import type {PolicyClass} from '../../classification.ts';
import {words} from './words.ts';

/** Functions that do more than answer from the catalogs, and what they do. */
export type FunctionGroup = {
	readonly group: string;
	readonly class: PolicyClass;
	/** Completes "pg_sleep …". */
	readonly does: string;
	readonly names: readonly string[];
};

/** They read, at the least, and do whatever their text does. */
export const runsText: FunctionGroup = {
	group: 'sql-text',
	class: 'business-data',
	does: 'runs SQL that is given as text',
	names: words('query_to_xml query_to_xmlschema query_to_xml_and_xmlschema ts_stat'),
};

const businessData: readonly FunctionGroup[] = [
	runsText,
	{
		group: 'server-file',
		class: 'business-data',
		does: 'reads files of the server',
		names: words('pg_read_file pg_read_file_old pg_read_binary_file pg_ls_dir pg_stat_file'),
	},
	{
		// Some of them are marked STABLE, and yet they read whatever table they are told to.
		group: 'xml-export',
		class: 'business-data',
		does: 'reads tables that the text only names',
		names: words(`
			cursor_to_xml cursor_to_xmlschema table_to_xml table_to_xmlschema table_to_xml_and_xmlschema schema_to_xml
			schema_to_xmlschema schema_to_xml_and_xmlschema database_to_xml database_to_xmlschema
			database_to_xml_and_xmlschema
		`),
	},
	{
		group: 'sequence',
		class: 'business-data',
		does: 'reads a sequence',
		names: words('currval lastval pg_sequence_last_value pg_get_sequence_data'),
	},
	{
		group: 'row',
		class: 'business-data',
		does: 'reads rows or large objects',
		names: words('lo_get loread currtid currtid2'),
	},
	{
		group: 'row-changes',
		class: 'business-data',
		does: 'reads changes of rows from the WAL',
		names: words('pg_logical_slot_peek_changes pg_logical_slot_peek_binary_changes'),
	},
];

const confirm: readonly FunctionGroup[] = [
	{group: 'session-state', class: 'confirm', does: 'changes the session', names: words('set_config setseed')},
	{
		group: 'signal',
		class: 'confirm',
		does: 'signals server processes',
		names: words(`
			pg_cancel_backend pg_terminate_backend pg_reload_conf pg_rotate_logfile pg_rotate_logfile_old
			pg_log_backend_memory_contexts
		`),
	},
	{
		group: 'wal',
		class: 'confirm',
		does: 'writes WAL or begins and ends a backup',
		names: words(`
			pg_switch_wal pg_create_restore_point pg_logical_emit_message pg_log_standby_snapshot pg_backup_start
			pg_backup_stop pg_start_backup pg_stop_backup
		`),
	},
	{
		group: 'replay',
		class: 'confirm',
		does: 'stops or starts the replay of a replica',
		names: words('pg_wal_replay_pause pg_wal_replay_resume'),
	},
	{
		group: 'replication',
		class: 'confirm',
		does: 'changes slots or origins of replication',
		names: words(`
			pg_create_physical_replication_slot pg_create_logical_replication_slot pg_copy_physical_replication_slot
			pg_copy_logical_replication_slot pg_sync_replication_slots pg_replication_origin_create
			pg_replication_origin_session_setup pg_replication_origin_session_reset
			pg_replication_origin_xact_setup pg_replication_origin_xact_reset pg_replication_origin_progress
			pg_replication_origin_session_progress
		`),
	},
	{
		group: 'lock',
		class: 'confirm',
		does: 'takes or gives back locks that applications wait for',
		names: words(`
			pg_advisory_lock pg_advisory_lock_shared pg_advisory_unlock pg_advisory_unlock_all pg_advisory_unlock_shared
			pg_advisory_xact_lock pg_advisory_xact_lock_shared pg_try_advisory_lock pg_try_advisory_lock_shared
			pg_try_advisory_xact_lock pg_try_advisory_xact_lock_shared
		`),
	},
	{group: 'sleep', class: 'confirm', does: 'holds a snapshot', names: words('pg_sleep pg_sleep_for pg_sleep_until')},
	{
		group: 'transaction',
		class: 'confirm',
		does: 'uses up a transaction id, exports a snapshot or notifies others',
		names: words('txid_current pg_current_xact_id pg_export_snapshot pg_notify'),
	},
	{
		group: 'statistics',
		class: 'confirm',
		does: 'changes statistics',
		names: words(`
			pg_stat_reset pg_stat_reset_backend_stats pg_stat_reset_replication_slot pg_stat_reset_shared
			pg_stat_reset_single_function_counters pg_stat_reset_single_table_counters pg_stat_reset_slru
			pg_stat_reset_subscription_stats pg_stat_clear_snapshot pg_stat_force_next_flush pg_clear_attribute_stats
			pg_clear_relation_stats pg_restore_attribute_stats pg_restore_relation_stats
		`),
	},
	{
		group: 'write',
		class: 'confirm',
		does: 'writes a sequence, a large object or an index',
		names: words(`
			nextval setval lo_creat lo_create lo_from_bytea lo_put lowrite lo_open lo_close lo_lseek lo_lseek64 lo_tell
			lo_tell64 brin_desummarize_range brin_summarize_new_values brin_summarize_range gin_clean_pending_list
		`),
	},
	{
		group: 'catalog',
		class: 'confirm',
		does: 'changes the catalogs; upgrades and extension scripts use it',
		names: words(`
			pg_import_system_collations pg_nextoid pg_stop_making_pinned_objects pg_extension_config_dump amvalidate
			binary_upgrade_add_sub_rel_state binary_upgrade_create_empty_extension
			binary_upgrade_logical_slot_has_caught_up binary_upgrade_replorigin_advance
			binary_upgrade_set_missing_value binary_upgrade_set_next_array_pg_type_oid
			binary_upgrade_set_next_heap_pg_class_oid binary_upgrade_set_next_heap_relfilenode
			binary_upgrade_set_next_index_pg_class_oid binary_upgrade_set_next_index_relfilenode
			binary_upgrade_set_next_multirange_array_pg_type_oid binary_upgrade_set_next_multirange_pg_type_oid
			binary_upgrade_set_next_pg_authid_oid binary_upgrade_set_next_pg_enum_oid
			binary_upgrade_set_next_pg_tablespace_oid binary_upgrade_set_next_pg_type_oid
			binary_upgrade_set_next_toast_pg_class_oid binary_upgrade_set_next_toast_relfilenode
			binary_upgrade_set_record_init_privs
		`),
	},
	{
		group: 'code-check',
		class: 'confirm',
		does: 'compiles functions, or works only inside an event trigger',
		names: words(`
			fmgr_c_validator fmgr_internal_validator fmgr_sql_validator plpgsql_validator postgresql_fdw_validator
			pg_event_trigger_ddl_commands pg_event_trigger_dropped_objects pg_event_trigger_table_rewrite_oid
			pg_event_trigger_table_rewrite_reason
		`),
	},
];

const destructive: readonly FunctionGroup[] = [
	{
		group: 'slot-lost',
		class: 'destructive',
		does: 'makes a consumer lose its position or changes for ever',
		names: words(`
			pg_drop_replication_slot pg_replication_slot_advance pg_logical_slot_get_changes
			pg_logical_slot_get_binary_changes pg_replication_origin_drop pg_replication_origin_advance
		`),
	},
	{
		group: 'promote',
		class: 'destructive',
		does: 'makes a second primary behind the back of Patroni',
		names: words('pg_promote'),
	},
	{
		group: 'large-object-lost',
		class: 'destructive',
		does: 'deletes or cuts a large object',
		names: words('lo_unlink lo_truncate lo_truncate64'),
	},
	{
		group: 'file-transfer',
		class: 'destructive',
		does: 'moves data between large objects and files of the server',
		names: words('lo_import lo_export'),
	},
];

/** What a built-in function does that is not harmless. */
export const restrictedFunctions: readonly FunctionGroup[] = [...businessData, ...confirm, ...destructive];

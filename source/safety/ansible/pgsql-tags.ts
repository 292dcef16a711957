/**
 * Tags of pgsql.yml that write and reload configuration and leave PostgreSQL running: safe on a live cluster. A run with
 * any other tag, or with none, may restart PostgreSQL, start it anew, or drop what the inventory calls absent.
 */
export const reloadingTags: ReadonlySet<string> = new Set(
	`pg_service pg_service_config pg_service_reload pg_hba pg_param pg_reload pg_conf pg_dns pg_vip pg_vip_config
	pg_vip_launch patroni_reload pgbouncer pgbouncer_dir pgbouncer_config pgbouncer_hba pgbouncer_user pgbouncer_launch
	pgbouncer_reload pg_access pg_crontab pg_alias pg_bin pg_ext pg_user pg_user_config pg_user_create pg_monitor monitor
	pg_exporter pgbouncer_exporter pgbackrest_exporter pg_register register add_metrics add_logs add_ds pgbackrest
	pgbackrest_config pgbackrest_init pgbackrest_backup pg_backup`.split(/\s+/),
);

/** Tags of other playbooks that delete. `vector_clean` only forgets how far logs were read. */
export const deletingTag = (tag: string): boolean =>
	/(^|_)(purge|clean|rm|remove|drop)(_|$)/.test(tag) && tag !== 'vector_clean';

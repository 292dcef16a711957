CREATE SCHEMA IF NOT EXISTS monitor;
GRANT USAGE ON SCHEMA monitor TO dbuser_monitor, dbuser_dba, replicator;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
CREATE EXTENSION pg_stat_statements WITH SCHEMA monitor;
CREATE EXTENSION pgstattuple WITH SCHEMA monitor;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO dbrole_readonly;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO dbrole_readonly;
CREATE TABLE monitor.heartbeat (id varchar(64) PRIMARY KEY, ts timestamptz, lsn bigint, txid bigint);

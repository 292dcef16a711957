CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
CREATE DATABASE @database@ OWNER @user@;

alter aggregate a(int) owner to r
alter collation c refresh version
alter database d refresh collation version
alter database d set work_mem = '1MB'
alter database d with connection limit 5
alter default privileges in schema s grant select on tables to r
alter domain d drop constraint c
alter domain d set default 1
alter event trigger e disable
alter extension e add table t
alter extension e update
alter foreign data wrapper f options (a 'b')
alter foreign table t options (add a 'b')
alter function f(int) depends on extension e
alter function f(int) immutable
alter index i set (fillfactor = 70)
alter index i attach partition j
alter materialized view m set schema s
alter operator + (int, int) set (restrict = none)
alter operator family f using btree add operator 1 < (int, int), function 1 f(int, int)
alter policy p on t to r using (a = 1)
alter publication p add table t (a) where (a > 1)
alter role r in database d set work_mem = '1MB'
alter role r with login password 'x'
alter sequence s restart
alter server s options (set a 'b')
alter statistics s set statistics 100
alter subscription s connection 'host=h'
alter subscription s disable
alter system set work_mem = '1MB'
alter table all in tablespace a set tablespace b
alter table t add column a int generated always as identity, alter a set default 1, alter a type bigint using a::bigint
alter table t add constraint c exclude using gist (r with &&) where (a > 1)
alter table t alter constraint c deferrable
alter table t attach partition p for values from (1) to (maxvalue)
alter table t detach partition p concurrently
alter table t disable trigger all
alter table t replica identity using index i
alter table t rename column a to b
alter table t set (autovacuum_enabled = off)
alter table t set logged
alter tablespace s set (random_page_cost = 1)
alter text search configuration c add mapping for word with d
alter text search dictionary d (a = 'b')
alter type t add attribute a int cascade
alter type t add value 'x' before 'y'
alter type t owner to r
alter type t set (receive = f)
alter user mapping for u server s options (set password 'x')
alter view v alter a set default 1
analyze (verbose) t (a, b)
begin isolation level serializable read only
call p(1, b => 2)
checkpoint
close all
cluster t using i
comment on column t.a is 'x'
commit prepared 'x'
copy t (a, b) from stdin with (format csv) where a > 1
copy (select 1) to stdout
create access method m type index handler h
create aggregate a(int) (sfunc = f, stype = int)
create cast (int as app.t) with function f(int) as assignment
create collation c (locale = 'C')
create conversion c for 'UTF8' to 'LATIN1' from f
create database d template template0
create domain d as text collate "C" check (value <> '')
create event trigger e on ddl_command_start when tag in ('a') execute function f()
create extension e with schema s
create foreign data wrapper f handler h
create foreign table t (a int options (b 'c')) server s options (d 'e')
create function f(a int default 1, out b text) returns setof record language sql begin atomic select 1; return 2; end
create function f(t.a%type) returns table (x int) language plpgsql set search_path = s as $$ begin end $$
create index i on t using gin (a gin_trgm_ops (b = 1) desc nulls last, (lower(b)) collate "C") include (c) where a > 1
create language l
create trusted procedural language l handler h inline i validator v
create materialized view m as select 1 with no data
create operator # (leftarg = int, rightarg = int, function = f)
create operator class c for type int using btree as operator 1 < , function 1 f(int, int), storage int
create operator family f using btree
create policy p on t as permissive for select to public using (a = 1) with check (b = 2)
create procedure p() language sql as 'select 1'
create publication p for table t (a) where (a > 1), tables in schema s with (publish = 'insert')
create role r superuser login password 'x' in role s
create or replace rule u as on update to t where old.a > 1 do also (insert into l values (1); notify n)
create schema s authorization r create table t (a int)
create sequence s as int start 1 owned by t.a
create server s foreign data wrapper f options (host 'h')
create statistics s (ndistinct) on a, (b + 1) from t
create subscription s connection 'host=h' publication p with (enabled = false)
create table t (a int primary key, b text not null unique, c int references u (a) on delete cascade, d int generated always as (a + 1) stored, check (a > 1), foreign key (a, b) references w, like x including all) inherits (y) with (fillfactor = 70) on commit drop
create table t of app.t
create table t (a int) partition by range (a int4_ops, (b + 1))
create table p partition of t for values in (1, null)
create table p partition of t for values with (modulus 2, remainder 1)
create table t as select 1
create table t as execute p(1)
create tablespace s owner r location '/x'
create text search configuration c (copy = d)
create transform for int language l (from sql with function f(internal), to sql with function g(internal))
create trigger g after insert or update of a on t referencing new table as n for each statement when (old.a is distinct from new.a) execute function f('x')
create constraint trigger g after insert on t from u deferrable for each row execute function f()
create type t as (a int, b text)
create type t as enum ('a', 'b')
create type t as range (subtype = int)
create type t
create user mapping for current_user server s options (password 'x')
create view v (a) as select 1 with local check option
deallocate all
declare c scroll cursor with hold for select 1
delete from t using u where t.a = u.a returning with (old as o) o.*
discard all
do language plpgsql $$ begin end $$
drop owned by r
drop role r
drop subscription s
drop table t
drop tablespace s
drop database d
drop user mapping for u server s
drop cast (int as text)
drop operator class c using btree
drop transform for int language l
execute p(1)
explain (analyze, buffers) select 1
fetch forward 5 from c
grant select (a), update on t to r with grant option granted by current_user
grant r to s with admin true
import foreign schema s limit to (t) from server v into w
insert into t (a, b[1]) overriding system value values (1, default) on conflict (a) where b > 1 do update set (a, b) = (select 1, 2) where t.a > 1 returning *
insert into t default values on conflict on constraint c do nothing
listen x
load 'x'
lock table t in exclusive mode nowait
merge into t using u on t.a = u.a when matched and u.b then delete when not matched then insert (a) values (1) returning merge_action(), t.*
move next in c
notify x, 'y'
prepare p (int) as select $1
reassign owned by r to s
refresh materialized view concurrently m
reindex (verbose, concurrently) index i
release savepoint s
reset all
revoke all on all tables in schema s from public cascade
rollback to savepoint s
security label for p on table t is 'x'
set constraints all deferred
set local transaction isolation level read committed
set session authorization default
set time zone 'UTC'
show all
start transaction
truncate t, only u restart identity cascade
unlisten *
update t set a = 1, (b, c) = row(1, 2), d[1].e = default from u where current of c
vacuum (full, analyze) t
select distinct on (a) a[1:2], (b).c, *, t.*, null, true, 1, 1.5, 'x', b'1', x'f', $1, -a, a between 1 and 2, a between symmetric 2 and 1, a in (1, 2), a not in (select 1), a like 'x' escape 'y', a ilike 'x', a similar to 'x', a is null, b is not true, a is distinct from b, nullif(a, 1), a = any (array[1, 2]), a > all (select 1), exists (select), array(select 1), (select 1), row(1, 2), (1, 2) < (3, 4), case a when 1 then 2 else 3 end, coalesce(a, 1), greatest(1, 2), least(1, 2), cast(a as int[][3]), a::numeric(10, 2), a collate "C", a at time zone 'UTC', a and b or not c from t as x (a, b)
select count(*) filter (where a), sum(distinct a order by b using <), percentile_cont(0.5) within group (order by a), rank() over w, lag(a, 1) over (partition by b order by c range between unbounded preceding and 1 following exclude ties), f(a => 1, variadic array[1]), grouping(a) from t group by distinct rollup (a), cube (b), grouping sets ((), (a)) having true window w as (order by a) order by 1 desc nulls last, a using > offset 1 fetch first 5 rows with ties for no key update of t nowait
select current_date, current_time(3), current_timestamp, localtime, localtimestamp, current_role, current_user, session_user, user, current_catalog, current_schema, extract(year from a), overlay('a' placing 'b' from 1 for 2), position('a' in 'b'), substring('a' from 1 for 2), substring('a' similar 'b' escape '#'), trim(leading from 'a'), normalize('a', nfc), 'a' is nfc normalized, (1, 2) overlaps (3, 4), collation for ('a'), treat(a as int)
select xmlelement(name a, xmlattributes(b as c), d), xmlforest(a), xmlconcat(a, b), xmlparse(document 'x'), xmlpi(name a), xmlroot(a, version '1'), xmlserialize(content a as text), a is document, xmlexists('x' passing a)
select json_object('a' : 1 null on null with unique keys returning jsonb), json_array(1, 2 format json), json_array(select 1), json_objectagg(a : b), json_arrayagg(a order by b absent on null), json('{}'), json_scalar(1), json_serialize('{}' returning bytea format json encoding utf8), a is json object with unique keys, json_value(a, '$.b' passing 1 as x returning int default 0 on empty error on error), json_query(a, '$' with wrapper keep quotes), json_exists(a, '$')
select * from json_table('{}', '$' as p passing 1 as x columns (i for ordinality, a int path '$.a' default 1 on empty, b bool exists path '$.b', nested path '$.c' as q columns (d text format json)) error on error) as j
select * from xmltable(xmlnamespaces('x' as n), '/a' passing b columns c int path 'd' default 1 not null, e for ordinality) x
select * from rows from (generate_series(1, 2), unnest(array[1]) as (a int)) with ordinality as r (a, b), lateral (select 1) l, only t tablesample bernoulli (10) repeatable (1)
select * from (a cross join b) natural left join c full join d using (e) as u right join f on true
with recursive q (a) as not materialized (select 1 union all select a + 1 from q) search depth first by a set s cycle a set is_cycle to true default false using path, w as (delete from t returning *) table q
values (1, default), (2, 3)
select a operator(pg_catalog.+) b, a operator(app.#>) any (select 1) from t union all select 1, 2 intersect select 3, 4 except all select 5, 6 limit all
select 1 into temp x

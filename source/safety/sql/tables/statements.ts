import type {PolicyClass} from '../../classification.ts';
import {carriesSecret, isOn} from '../option.ts';
import {holds, type Node} from '../syntax.ts';

/** A kind of statement whose class does not depend on what is in it; what is in it can only make it stricter. */
export type Statement = {
	readonly class: PolicyClass;
	/** What it does, or what it is called. */
	readonly text: string;
	readonly flags?: (node: Node) => readonly string[];
};

const confirm = (text: string, flags?: Statement['flags']): Statement => ({
	class: 'confirm',
	text,
	...(flags && {flags}),
});

const destroy = (text: string): Statement => ({class: 'destructive', text});

const always =
	(...flags: readonly string[]) =>
	(): readonly string[] =>
		flags;

const secretIfGiven = (node: Node): readonly string[] => (carriesSecret(node) ? ['secret'] : []);

const blockingUnless =
	(isGentle: (node: Node) => boolean) =>
	(node: Node): readonly string[] =>
		isGentle(node) ? [] : ['blocking'];

const grants = (what: string, flags?: Statement['flags']): Statement =>
	confirm(`${what} changes who may do what`, flags);

const makes = (what: string, flags?: Statement['flags']): Statement => confirm(`${what} makes something new`, flags);

const alters = (what: string, flags?: Statement['flags']): Statement => confirm(`${what} changes definitions`, flags);

/** Loses rows or objects for good. */
const losing: Readonly<Record<string, Statement>> = {
	DropOwnedStmt: destroy('DROP OWNED drops everything that a role owns'),
	DropSubscriptionStmt: destroy('DROP SUBSCRIPTION drops its slot on the publisher, and the position with it'),
	DropTableSpaceStmt: destroy('DROP TABLESPACE takes storage away'),
	DropdbStmt: destroy('DROP DATABASE: all its rows are lost'),
	TruncateStmt: destroy('TRUNCATE empties tables'),
};

const session: Readonly<Record<string, Statement>> = {
	CallStmt: confirm('CALL runs a procedure', always('opaque')),
	CheckPointStmt: confirm('CHECKPOINT makes an I/O spike'),
	ClosePortalStmt: confirm('CLOSE changes the session'),
	ConstraintsSetStmt: confirm('SET CONSTRAINTS changes the transaction'),
	DeallocateStmt: confirm('DEALLOCATE changes the session'),
	DeclareCursorStmt: confirm('DECLARE keeps a query for later'),
	DiscardStmt: confirm('DISCARD throws away session state'),
	DoStmt: confirm('DO runs code that is not read here', always('opaque')),
	ExecuteStmt: confirm('EXECUTE runs a statement that was prepared before and is not known here', always('opaque')),
	FetchStmt: confirm('FETCH and MOVE run a cursor that was declared before'),
	ListenStmt: confirm('LISTEN changes the session'),
	LoadStmt: confirm('LOAD runs code of a library', always('opaque')),
	LockStmt: confirm('LOCK keeps others out', always('blocking')),
	NotifyStmt: confirm('NOTIFY reaches other sessions'),
	PrepareStmt: confirm('PREPARE keeps a statement for later'),
	TransactionStmt: confirm('transaction control ends or changes the guarded transaction', always('guard-escape')),
	UnlistenStmt: confirm('UNLISTEN changes the session'),
};

const maintenance: Readonly<Record<string, Statement>> = {
	ClusterStmt: confirm('CLUSTER rewrites tables', always('blocking')),
	IndexStmt: confirm(
		'CREATE INDEX reads the whole table',
		blockingUnless(node => holds(node, 'concurrent')),
	),
	RefreshMatViewStmt: confirm(
		'REFRESH MATERIALIZED VIEW writes it anew',
		blockingUnless(node => holds(node, 'concurrent')),
	),
	ReindexStmt: confirm(
		'REINDEX writes indexes anew',
		blockingUnless(node => isOn(node, 'concurrently', 'params')),
	),
	VacuumStmt: confirm(
		'VACUUM and ANALYZE write tables or statistics',
		blockingUnless(node => !isOn(node, 'full')),
	),
};

const access: Readonly<Record<string, Statement>> = {
	AlterDefaultPrivilegesStmt: grants('ALTER DEFAULT PRIVILEGES'),
	AlterPolicyStmt: grants('ALTER POLICY'),
	AlterRoleSetStmt: grants('ALTER ROLE … SET'),
	AlterRoleStmt: grants('ALTER ROLE', secretIfGiven),
	AlterUserMappingStmt: grants('ALTER USER MAPPING', secretIfGiven),
	CreatePolicyStmt: grants('CREATE POLICY'),
	CreateRoleStmt: grants('CREATE ROLE', secretIfGiven),
	CreateUserMappingStmt: grants('CREATE USER MAPPING', secretIfGiven),
	DropRoleStmt: confirm('DROP ROLE takes access away'),
	DropUserMappingStmt: confirm('DROP USER MAPPING takes access away'),
	GrantRoleStmt: grants('GRANT or REVOKE of roles'),
	GrantStmt: grants('GRANT or REVOKE of privileges'),
	ReassignOwnedStmt: grants('REASSIGN OWNED'),
	SecLabelStmt: grants('SECURITY LABEL'),
};

const creation: Readonly<Record<string, Statement>> = {
	CompositeTypeStmt: makes('CREATE TYPE'),
	CreateAmStmt: makes('CREATE ACCESS METHOD'),
	CreateCastStmt: makes('CREATE CAST'),
	CreateConversionStmt: makes('CREATE CONVERSION'),
	CreateDomainStmt: makes('CREATE DOMAIN'),
	CreateEnumStmt: makes('CREATE TYPE'),
	CreateEventTrigStmt: makes('CREATE EVENT TRIGGER'),
	CreateExtensionStmt: makes('CREATE EXTENSION'),
	CreateFdwStmt: makes('CREATE FOREIGN DATA WRAPPER'),
	CreateForeignServerStmt: makes('CREATE SERVER', secretIfGiven),
	CreateForeignTableStmt: makes('CREATE FOREIGN TABLE', secretIfGiven),
	CreateFunctionStmt: makes('CREATE FUNCTION or PROCEDURE'),
	CreateOpClassStmt: makes('CREATE OPERATOR CLASS'),
	CreateOpFamilyStmt: makes('CREATE OPERATOR FAMILY'),
	CreatePLangStmt: makes('CREATE LANGUAGE'),
	CreatePublicationStmt: makes('CREATE PUBLICATION'),
	CreateRangeStmt: makes('CREATE TYPE'),
	CreateSchemaStmt: makes('CREATE SCHEMA'),
	CreateSeqStmt: makes('CREATE SEQUENCE'),
	CreateStatsStmt: makes('CREATE STATISTICS'),
	CreateStmt: makes('CREATE TABLE'),
	CreateSubscriptionStmt: makes('CREATE SUBSCRIPTION', always('secret')),
	CreateTableAsStmt: makes('CREATE TABLE AS or MATERIALIZED VIEW'),
	CreateTableSpaceStmt: makes('CREATE TABLESPACE'),
	CreateTransformStmt: makes('CREATE TRANSFORM'),
	CreateTrigStmt: makes('CREATE TRIGGER'),
	CreatedbStmt: makes('CREATE DATABASE'),
	DefineStmt: makes('CREATE of an aggregate, operator, type, text search object or collation'),
	ImportForeignSchemaStmt: makes('IMPORT FOREIGN SCHEMA'),
	ReturnStmt: confirm('RETURN belongs into the body of a function'),
	RuleStmt: makes('CREATE RULE'),
	ViewStmt: makes('CREATE VIEW'),
};

const alteration: Readonly<Record<string, Statement>> = {
	AlterCollationStmt: alters('ALTER COLLATION'),
	AlterDatabaseRefreshCollStmt: alters('ALTER DATABASE … REFRESH COLLATION VERSION'),
	AlterDatabaseSetStmt: alters('ALTER DATABASE … SET'),
	AlterDatabaseStmt: alters('ALTER DATABASE'),
	AlterEnumStmt: alters('ALTER TYPE'),
	AlterEventTrigStmt: alters('ALTER EVENT TRIGGER'),
	AlterExtensionContentsStmt: alters('ALTER EXTENSION … ADD or DROP'),
	AlterExtensionStmt: alters('ALTER EXTENSION'),
	AlterFdwStmt: alters('ALTER FOREIGN DATA WRAPPER'),
	AlterForeignServerStmt: alters('ALTER SERVER', secretIfGiven),
	AlterFunctionStmt: alters('ALTER FUNCTION'),
	AlterObjectDependsStmt: alters('ALTER … DEPENDS ON EXTENSION'),
	AlterObjectSchemaStmt: alters('ALTER … SET SCHEMA'),
	AlterOpFamilyStmt: alters('ALTER OPERATOR FAMILY'),
	AlterOperatorStmt: alters('ALTER OPERATOR'),
	AlterOwnerStmt: alters('ALTER … OWNER TO'),
	AlterPublicationStmt: alters('ALTER PUBLICATION'),
	AlterSeqStmt: alters('ALTER SEQUENCE'),
	AlterStatsStmt: alters('ALTER STATISTICS'),
	AlterSubscriptionStmt: alters('ALTER SUBSCRIPTION', node =>
		node.fields['conninfo'] === undefined ? [] : ['secret'],
	),
	AlterSystemStmt: confirm('ALTER SYSTEM writes postgresql.auto.conf, which Patroni overwrites'),
	AlterTSConfigurationStmt: alters('ALTER TEXT SEARCH CONFIGURATION'),
	AlterTSDictionaryStmt: alters('ALTER TEXT SEARCH DICTIONARY'),
	AlterTableMoveAllStmt: alters('ALTER TABLE ALL … SET TABLESPACE', always('blocking')),
	AlterTableSpaceOptionsStmt: alters('ALTER TABLESPACE'),
	AlterTypeStmt: alters('ALTER TYPE'),
	CommentStmt: alters('COMMENT'),
	RenameStmt: alters('ALTER … RENAME'),
};

/** Every statement of PostgreSQL 18 but those that have a rule of their own, by the name that its grammar gives them. */
export const statements: Readonly<Record<string, Statement>> = {
	...losing,
	...session,
	...maintenance,
	...access,
	...creation,
	...alteration,
};

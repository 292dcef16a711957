import {collation, expression, samplingMethod, sortBy, subquery, typeName} from './callable.ts';
import {deletion, insert, merge, update} from './change.ts';
import {copy} from './copy.ts';
import {alterDomain, alterTable, drop, setting, show, statement} from './definition.ts';
import {explain} from './explain.ts';
import {functionCall} from './function-call.ts';
import {column, guardedItem} from './guarded.ts';
import {relation} from './relation.ts';
import {select} from './select.ts';
import {statements} from './tables/statements.ts';
import {words} from './tables/words.ts';
import {pass, type Rule} from './walk.ts';

const both =
	(...rules: readonly Rule[]): Rule =>
	(node, scope, walk) =>
		rules.flatMap(rule => rule(node, scope, walk));

/** Parts that mean nothing by themselves: what they hold is judged. They occur in queries. */
const inQueries = words(`
	A_ArrayExpr A_Const A_Indices A_Indirection A_Star Alias BitString BoolExpr Boolean BooleanTest CTECycleClause
	CTESearchClause CaseExpr CaseWhen CoalesceExpr CommonTableExpr CurrentOfExpr DefElem Float GroupingFunc GroupingSet
	Integer JsonAggConstructor JsonArgument JsonArrayAgg JsonArrayConstructor JsonArrayQueryConstructor JsonBehavior
	JsonFormat JsonFuncExpr JsonIsPredicate JsonKeyValue JsonObjectAgg JsonObjectConstructor JsonOutput JsonParseExpr
	JsonReturning JsonScalarExpr JsonSerializeExpr JsonTable JsonTableColumn JsonTablePathSpec JsonValueExpr List
	LockingClause MinMaxExpr MultiAssignRef NamedArgExpr NullTest ParamRef RangeFunction RangeSubselect RangeTableFunc
	RangeTableFuncCol ResTarget RowExpr SQLValueFunction SetToDefault String TypeCast WindowDef WithClause XmlExpr
	XmlSerialize
`);

/** The same in changes and definitions. */
const inStatements = words(`
	ATAlterConstraint AccessPriv AlterTableCmd ColumnDef Constraint CreateOpClassItem FunctionParameter IndexElem InferClause IntoClause
	MergeSupportFunc MergeWhenClause ObjectWithArgs OnConflictClause PartitionBoundSpec PartitionCmd PartitionElem
	PartitionSpec PublicationObjSpec PublicationTable ReplicaIdentityStmt ReturningClause ReturningOption RoleSpec
	StatsElem TableLikeClause TriggerTransition VacuumRelation
`);

/** The rule for every kind of node that PostgreSQL 18 can parse a text into. */
export const rules: ReadonlyMap<string, Rule> = new Map([
	...[...inQueries, ...inStatements].map(tag => [tag, pass] as const),
	...Object.entries(statements).map(([tag, row]) => [tag, statement(tag, row)] as const),
	...Object.entries<Rule>({
		A_Expr: expression,
		AlterDomainStmt: alterDomain,
		AlterTableStmt: alterTable,
		CollateClause: collation,
		ColumnRef: column,
		CopyStmt: copy,
		DeleteStmt: deletion,
		DropStmt: drop,
		ExplainStmt: explain,
		FuncCall: functionCall,
		InsertStmt: insert,
		JoinExpr: both(guardedItem, pass),
		MergeStmt: merge,
		RangeTableSample: both(samplingMethod, pass),
		RangeVar: both(relation, guardedItem),
		SelectStmt: select,
		SortBy: sortBy,
		SubLink: subquery,
		TypeName: typeName,
		UpdateStmt: update,
		VariableSetStmt: setting,
		VariableShowStmt: show,
	}),
]);

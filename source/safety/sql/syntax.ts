/** One node of PostgreSQL's raw parse tree: its kind, such as `SelectStmt`, and what it is made of. */
export type Node = {readonly tag: string; readonly fields: Readonly<Record<string, Field>>};

type Field = string | number | boolean | Node | readonly Node[];

/** A tree in a shape that we do not know, or nested too deeply: nothing may be concluded from it. */
export class UnknownSyntax extends Error {
	override name = 'UnknownSyntax';
}

/**
 * Trees that are deeper than this many nodes are refused; what people write has some dozens. It bounds every recursion
 * over a tree.
 */
const deepest = 400;

/** Reads what the parser wrote: `{Tag: {…}}`, or the bare fields where the grammar allows one kind only. Throws UnknownSyntax. */
export const readNode = (raw: unknown, depth = 0): Node => {
	const entries = isRecord(raw) ? Object.entries(raw) : [];
	const [entry] = entries;
	if (entries.length !== 1 || entry === undefined || !/^[A-Z]/.test(entry[0])) {
		throw new UnknownSyntax('the parser returned a part without a kind');
	}

	return readFields(entry[0], entry[1], depth);
};

const readFields = (tag: string, raw: unknown, depth: number): Node => {
	if (!isRecord(raw) || depth > deepest) {
		throw new UnknownSyntax(`nested deeper than ${deepest} parts`);
	}

	return {
		tag,
		fields: Object.fromEntries(
			Object.entries(raw).map(([name, value]) => [name, readField(tag, name, value, depth + 1)]),
		),
	};
};

const readField = (tag: string, name: string, value: unknown, depth: number): Field => {
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
		return value;
	}

	if (Array.isArray(value)) {
		// An empty record is a null in a list, as in a plain SELECT DISTINCT.
		return value.filter(item => !isEmpty(item)).map(item => readNode(item, depth));
	}

	const only = onlyKind[`${tag}.${name}`] ?? onlyKind[name];
	return only === undefined || isTagged(value) ? readNode(value, depth) : readFields(only, value, depth);
};

const isRecord = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
	typeof raw === 'object' && raw !== null && !Array.isArray(raw);

const isEmpty = (raw: unknown): boolean => isRecord(raw) && Object.keys(raw).length === 0;

const isTagged = (raw: unknown): boolean =>
	isRecord(raw) && Object.keys(raw).every(key => /^[A-Z]/.test(key)) && !isEmpty(raw);

/** Fields that the parser writes without their kind, because it is always the same one. */
const onlyKind: Readonly<Record<string, string>> = {
	alias: 'Alias',
	argType: 'TypeName',
	authrole: 'RoleSpec',
	base: 'CreateStmt',
	boolval: 'Boolean',
	bound: 'PartitionBoundSpec',
	bsval: 'BitString',
	collClause: 'CollateClause',
	constrrel: 'RangeVar',
	constructor: 'JsonAggConstructor',
	context_item: 'JsonValueExpr',
	cycle_clause: 'CTECycleClause',
	datatype: 'TypeName',
	extname: 'String',
	format: 'JsonFormat',
	fromsql: 'ObjectWithArgs',
	func: 'ObjectWithArgs',
	funccall: 'FuncCall',
	fval: 'Float',
	grantor: 'RoleSpec',
	identitySequence: 'RangeVar',
	infer: 'InferClause',
	into: 'IntoClause',
	intoClause: 'IntoClause',
	ival: 'Integer',
	join_using_alias: 'Alias',
	larg: 'SelectStmt',
	newowner: 'RoleSpec',
	newrole: 'RoleSpec',
	ofTypename: 'TypeName',
	onConflictClause: 'OnConflictClause',
	on_empty: 'JsonBehavior',
	on_error: 'JsonBehavior',
	opername: 'ObjectWithArgs',
	output: 'JsonOutput',
	over: 'WindowDef',
	owner: 'RoleSpec',
	partbound: 'PartitionBoundSpec',
	partspec: 'PartitionSpec',
	pathspec: 'JsonTablePathSpec',
	pktable: 'RangeVar',
	pubtable: 'PublicationTable',
	rarg: 'SelectStmt',
	rel: 'RangeVar',
	relation: 'RangeVar',
	returnType: 'TypeName',
	returning: 'JsonReturning',
	returningClause: 'ReturningClause',
	role: 'RoleSpec',
	search_clause: 'CTESearchClause',
	sequence: 'RangeVar',
	setstmt: 'VariableSetStmt',
	sourcetype: 'TypeName',
	storedtype: 'TypeName',
	sval: 'String',
	table: 'RangeVar',
	targettype: 'TypeName',
	tosql: 'ObjectWithArgs',
	typeName: 'TypeName',
	type_name: 'TypeName',
	typevar: 'RangeVar',
	user: 'RoleSpec',
	view: 'RangeVar',
	withClause: 'WithClause',
	'AlterDefaultPrivilegesStmt.action': 'GrantStmt',
	'CreateOpClassItem.name': 'ObjectWithArgs',
	'JsonArgument.val': 'JsonValueExpr',
	'JsonArrayAgg.arg': 'JsonValueExpr',
	'JsonKeyValue.value': 'JsonValueExpr',
	'JsonObjectAgg.arg': 'JsonKeyValue',
	'JsonParseExpr.expr': 'JsonValueExpr',
	'JsonSerializeExpr.expr': 'JsonValueExpr',
	'PartitionCmd.name': 'RangeVar',
};

const isNode = (field: Field | undefined): field is Node => typeof field === 'object' && 'tag' in field;

export const part = ({fields}: Node, name: string): Node | undefined => {
	const field = fields[name];
	return isNode(field) ? field : undefined;
};

export const parts = ({fields}: Node, name: string): readonly Node[] => {
	const field = fields[name];
	return typeof field === 'object' && !isNode(field) ? field : [];
};

/** Everything below a node, in order. */
export const allParts = (node: Node): readonly Node[] =>
	Object.keys(node.fields).flatMap(name => part(node, name) ?? parts(node, name));

export const word = ({fields}: Node, name: string): string | undefined => {
	const field = fields[name];
	return typeof field === 'string' ? field : undefined;
};

export const holds = ({fields}: Node, name: string): boolean => fields[name] === true;

/** A name of several parts, such as that of a function; `*` where the text has a star. */
export const names = (node: Node, name: string): readonly string[] =>
	parts(node, name).map(item => (item.tag === 'A_Star' ? '*' : (word(item, 'sval') ?? '')));

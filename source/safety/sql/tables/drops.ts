/** What DROP takes away, by the name that PostgreSQL's grammar gives it. */
export type Drop = {
	readonly class: 'confirm' | 'destructive';
	readonly what: string;
	/** Why that class. */
	readonly why: string;
};

const lost = (what: string, why: string): Drop => ({class: 'destructive', what, why});
const definition = (what: string, why = 'the definition is lost, and can be made again'): Drop => ({
	class: 'confirm',
	what,
	why,
});

/** A kind that is not here is taken for the worst. CASCADE always is: what else goes is not in the text. */
export const drops: Readonly<Record<string, Drop>> = {
	OBJECT_TABLE: lost('TABLE', 'rows are lost'),
	OBJECT_SCHEMA: lost('SCHEMA', 'a schema holds everything of an application'),
	OBJECT_MATVIEW: lost('MATERIALIZED VIEW', 'stored rows are lost'),
	OBJECT_FOREIGN_TABLE: lost('FOREIGN TABLE', 'applications lose their rows, wherever these are stored'),
	OBJECT_SEQUENCE: lost('SEQUENCE', 'its position is lost'),
	OBJECT_EXTENSION: lost('EXTENSION', 'tables and columns of an extension go with it'),
	OBJECT_ACCESS_METHOD: definition('ACCESS METHOD'),
	OBJECT_AGGREGATE: definition('AGGREGATE'),
	OBJECT_CAST: definition('CAST'),
	OBJECT_COLLATION: definition('COLLATION'),
	OBJECT_CONVERSION: definition('CONVERSION'),
	OBJECT_DOMAIN: definition('DOMAIN'),
	OBJECT_EVENT_TRIGGER: definition('EVENT TRIGGER'),
	OBJECT_FDW: definition('FOREIGN DATA WRAPPER'),
	OBJECT_FOREIGN_SERVER: definition('SERVER'),
	OBJECT_FUNCTION: definition('FUNCTION'),
	OBJECT_INDEX: definition('INDEX', 'an index can be built again from its table'),
	OBJECT_LANGUAGE: definition('LANGUAGE'),
	OBJECT_OPCLASS: definition('OPERATOR CLASS'),
	OBJECT_OPERATOR: definition('OPERATOR'),
	OBJECT_OPFAMILY: definition('OPERATOR FAMILY'),
	OBJECT_POLICY: definition('POLICY'),
	OBJECT_PROCEDURE: definition('PROCEDURE'),
	OBJECT_PUBLICATION: definition('PUBLICATION'),
	OBJECT_ROUTINE: definition('ROUTINE'),
	OBJECT_RULE: definition('RULE'),
	OBJECT_STATISTIC_EXT: definition('STATISTICS'),
	OBJECT_TRANSFORM: definition('TRANSFORM'),
	OBJECT_TRIGGER: definition('TRIGGER'),
	OBJECT_TSCONFIGURATION: definition('TEXT SEARCH CONFIGURATION'),
	OBJECT_TSDICTIONARY: definition('TEXT SEARCH DICTIONARY'),
	OBJECT_TSPARSER: definition('TEXT SEARCH PARSER'),
	OBJECT_TSTEMPLATE: definition('TEXT SEARCH TEMPLATE'),
	OBJECT_TYPE: definition('TYPE'),
	OBJECT_VIEW: definition('VIEW', 'a view stores no rows'),
};

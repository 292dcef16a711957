import {words} from './words.ts';

/** A catalog that holds, beside metadata, what is nobody's business: passwords, or samples of the rows of tables. */
export type GuardedRelation = {
	readonly holds: 'secret' | 'sample';
	/** The columns that hold it; all others may be read by name. */
	readonly columns: ReadonlySet<string>;
};

const holding =
	(holds: GuardedRelation['holds']) =>
	(columns: string): GuardedRelation => ({holds, columns: new Set(words(columns))});

const secret = holding('secret');
const sample = holding('sample');

/** By qualified name. Statistics hold samples of values, which are business data as much as the rows are. */
export const guardedRelations: Readonly<Record<string, GuardedRelation>> = {
	'pg_catalog.pg_authid': secret('rolpassword'),
	'pg_catalog.pg_shadow': secret('passwd'),
	'pg_catalog.pg_user_mapping': secret('umoptions'),
	'pg_catalog.pg_user_mappings': secret('umoptions'),
	'pg_catalog.pg_subscription': secret('subconninfo'),
	'information_schema.user_mapping_options': secret('option_value'),
	'information_schema._pg_user_mappings': secret('umoptions'),
	'pg_catalog.pg_statistic': sample('stavalues1 stavalues2 stavalues3 stavalues4 stavalues5'),
	'pg_catalog.pg_statistic_ext': sample('stxexprs'),
	'pg_catalog.pg_statistic_ext_data': sample('stxdmcv stxdexpr'),
	'pg_catalog.pg_stats': sample(
		'most_common_vals histogram_bounds most_common_elems range_length_histogram range_bounds_histogram',
	),
	'pg_catalog.pg_stats_ext': sample('most_common_vals exprs'),
	'pg_catalog.pg_stats_ext_exprs': sample(
		'expr most_common_vals histogram_bounds most_common_elems range_length_histogram range_bounds_histogram',
	),
};

import {words} from './words.ts';

/** Built-in functions of their arguments: numbers, text, time, JSON, arrays, ranges, shapes, text search. */
export const valueFunctions: readonly string[] = words(`
	abbrev abs acos acosd acosh area array_dims array_fill array_lower array_ndims array_position array_positions
	array_remove array_replace array_reverse array_sample array_shuffle array_sort array_to_json array_to_string
	array_to_tsvector array_upper ascii asin asind asinh atan atan2 atan2d atand atanh bit bit_count bit_length bool
	bound_box box bpchar broadcast bytea cardinality casefold cash_words cbrt ceil ceiling center char char_length
	character_length chr cidr circle clock_timestamp concat concat_ws convert convert_from convert_to cos cosd cosh
	cot cotd crc32 crc32c date date_add date_bin date_cmp_timestamp date_cmp_timestamptz date_part date_subtract
	date_trunc datemultirange daterange decode degrees dexp diagonal diameter div dlog1 dlog10 dround dtrunc encode
	enum_first enum_last enum_range erf erfc exp extract factorial family float4 float8 floor format gamma gcd
	gen_random_uuid generate_series generate_subscripts get_bit get_byte get_current_ts_config height host hostmask
	inet_merge initcap int2 int4 int4inc int4multirange int4range int8 int8multirange int8range interval is_normalized
	isclosed isempty isfinite ishorizontal isopen isparallel isperp isvertical json_array_elements
	json_array_elements_text json_array_length json_build_array json_build_object json_each json_each_text json_object
	json_object_keys json_populate_record json_populate_recordset json_strip_nulls json_to_record json_to_recordset
	json_to_tsvector json_typeof jsonb_array_elements jsonb_array_elements_text jsonb_array_length jsonb_build_array
	jsonb_build_object jsonb_each jsonb_each_text jsonb_insert jsonb_object jsonb_object_keys jsonb_path_exists
	jsonb_path_exists_tz jsonb_path_match jsonb_path_match_tz jsonb_path_query jsonb_path_query_array
	jsonb_path_query_array_tz jsonb_path_query_first jsonb_path_query_first_tz jsonb_path_query_tz
	jsonb_populate_record jsonb_populate_record_valid jsonb_populate_recordset jsonb_pretty jsonb_set jsonb_set_lax
	jsonb_strip_nulls jsonb_to_record jsonb_to_recordset jsonb_to_tsvector jsonb_typeof justify_days justify_hours
	justify_interval lcm left length lgamma like like_escape line ln log log10 lower lower_inc lower_inf lpad lseg
	ltrim macaddr macaddr8 macaddr8_set7bit make_date make_interval make_time make_timestamp make_timestamptz masklen
	md5 min_scale mod money multirange name nameconcatoid netmask network normalize notlike now npoints num_nonnulls
	num_nulls numeric numeric_div_trunc numeric_exp numeric_inc numeric_ln numeric_log numeric_sqrt nummultirange
	numnode numrange octet_length oid oidvectortypes overlaps overlay parse_ident path pclose phraseto_tsquery pi
	plainto_tsquery point polygon popen position pow power querytree quote_ident quote_literal quote_nullable radians
	radius random random_normal range_merge regclass regexp_count regexp_instr regexp_like regexp_match regexp_matches
	regexp_replace regexp_split_to_array regexp_split_to_table regexp_substr repeat replace reverse right round
	row_to_json rpad rtrim satisfies_hash_partition scale set_bit set_byte set_masklen setweight sha224 sha256 sha384
	sha512 sign similar_escape similar_to_escape sin sind sinh slope split_part sqrt statement_timestamp
	string_to_array string_to_table strip strpos substr substring tan tand tanh text textlen time timeofday timestamp
	timestamp_cmp_date timestamp_cmp_timestamptz timestamptz timestamptz_cmp_date timestamptz_cmp_timestamp timetz
	timezone to_ascii to_bin to_char to_date to_hex to_json to_jsonb to_number to_oct to_timestamp to_tsquery
	to_tsvector transaction_timestamp translate trim_array trim_scale trunc ts_debug ts_delete ts_filter ts_headline
	ts_lexize ts_parse ts_rank ts_rank_cd ts_token_type tsmultirange tsrange tstzmultirange tstzrange
	tsvector_to_array unicode_assigned unistr unnest upper upper_inc upper_inf uuid_extract_timestamp
	uuid_extract_version uuidv4 uuidv7 varbit varchar websearch_to_tsquery width width_bucket xid xml
	xml_is_well_formed xml_is_well_formed_content xml_is_well_formed_document xmlcomment xmlconcat2 xmlexists xmltext
	xmlvalidate xpath xpath_exists
`);

/** Built-in aggregate and window functions. */
export const aggregateFunctions: readonly string[] = words(`
	any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count covar_pop covar_samp cume_dist
	dense_rank every first_value json_agg json_agg_strict json_object_agg json_object_agg_strict
	json_object_agg_unique json_object_agg_unique_strict jsonb_agg jsonb_agg_strict jsonb_object_agg
	jsonb_object_agg_strict jsonb_object_agg_unique jsonb_object_agg_unique_strict lag last_value lead max min mode
	nth_value ntile percent_rank percentile_cont percentile_disc range_agg range_intersect_agg rank regr_avgx
	regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy row_number stddev stddev_pop
	stddev_samp string_agg sum var_pop var_samp variance xmlagg
`);

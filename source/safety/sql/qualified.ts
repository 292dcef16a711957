/**
 * Parts of a name as one text, as PostgreSQL prints it: quoted where it must be. So the table `"pg_catalog.pg_class"`
 * never looks like `pg_catalog.pg_class`.
 */
export const qualified = (path: readonly string[]): string =>
	path.map(name => (plain.test(name) ? name : `"${name.replaceAll('"', '""')}"`)).join('.');

const plain = /^[a-z_][a-z0-9_$]*$/;

/** The name without `pg_catalog.`, or undefined if another schema is meant: what a built-in is called. */
export const builtInName = (path: readonly string[]): string | undefined => {
	const [schema, name, ...more] = path.length === 1 ? ['pg_catalog', ...path] : path;
	return schema === 'pg_catalog' && more.length === 0 ? name : undefined;
};

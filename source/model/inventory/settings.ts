import type {Vars} from './ansible/group.ts';
import {field, textOf} from './params.ts';
import {shownText} from './secrets/masked-value.ts';

/** `all.vars` worth showing, in this order. */
const shown = [
	'version',
	'admin_ip',
	'region',
	'language',
	'node_tune',
	'pg_conf',
	'pg_version',
	'pgbackrest_method',
	'node_repo_modules',
] as const;

/** Global settings as text: those above, every `*_safeguard`, and the portal's addresses as `portal.<name>`. */
export const settingsOf = (all: Vars): Readonly<Record<string, string>> => {
	const names = [...shown, ...[...all.keys()].filter(name => name.endsWith('_safeguard')).toSorted()];
	const texts = names.flatMap(name => {
		const entry = all.get(name);
		const text = entry && shownText(entry);
		return text === undefined ? [] : [[name, text] as const];
	});
	return Object.fromEntries([...texts, ...portalOf(all)]);
};

/** `domain → endpoint` of each service behind the portal, with Pigsty's `${admin_ip}` filled in as its role does. */
const portalOf = (all: Vars): readonly (readonly [string, string])[] => {
	const portal = all.get('infra_portal')?.value;
	const adminIp = textOf(all.get('admin_ip')?.value);
	if (portal?.kind !== 'map') {
		return [];
	}

	return [...portal.entries.values()].flatMap(({key, value}) => {
		const domain = textOf(field(value, 'domain'));
		const endpoint = textOf(field(value, 'endpoint'));
		const filled = adminIp === undefined ? endpoint : endpoint?.replaceAll('${admin_ip}', adminIp);
		const text = [domain, filled].filter(Boolean).join(' → ');
		return text === '' ? [] : [[`portal.${key}`, text] as const];
	});
};

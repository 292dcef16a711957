import {sanitize} from '../format/sanitize.ts';
import {exitCode} from './exit-code.ts';
import {findInventory, readInventoryFiles} from './inventory-file.ts';

/** `inventory`: what was read, and what is wrong with it. Secrets are wrapped values and print as their mask. */
export const runInventory = (values: Readonly<Record<string, string | boolean>>): number => {
	const given = values['inventory'];
	const place = findInventory(typeof given === 'string' ? given : undefined, process.env, process.cwd());
	if ('problem' in place) {
		process.stderr.write(`pigsty-top: ${place.problem}\n`);
		return exitCode.usage;
	}

	const {
		sha256,
		reading: {inventory, problems},
	} = readInventoryFiles(place.path);
	if (values['json'] === true) {
		process.stdout.write(
			`${JSON.stringify({schema: 1, path: place.path, sha256, problems, ...inventory}, undefined, 2)}\n`,
		);
	} else {
		const lines = (inventory?.clusters ?? []).map(cluster => {
			const members = cluster.module === 'pgsql' || cluster.module === 'redis' ? cluster.instances : cluster.members;
			return `${cluster.module.padEnd(8)}${cluster.name.padEnd(18)}${members.map(({name, ip}) => `${name} (${ip})`).join('  ')}`;
		});
		const wrong = problems.map(
			({severity, file, line, text}) => `${severity.padEnd(5)}${file}${line === undefined ? '' : `:${line}`}: ${text}`,
		);
		process.stdout.write(
			[...lines, ...(lines.length > 0 && wrong.length > 0 ? [''] : []), ...wrong, '']
				.map(line => sanitize(line, 'log'))
				.join('\n'),
		);
	}

	return inventory === undefined || problems.some(({severity}) => severity === 'crit')
		? exitCode.findings
		: exitCode.done;
};

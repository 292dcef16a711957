import {readArguments, usage} from './arguments.ts';
import {exitCode} from './exit-code.ts';
import {guardOutput} from './guard-output.ts';
import {nagiosUnknown} from './nagios-unknown.ts';

/** Runs the command line and answers the exit code. */
export const main = async (argv: readonly string[]): Promise<number> => {
	const unguard = guardOutput();
	const given = readArguments(argv);
	if (!given.ok) {
		process.stderr.write(`pigsty-top: ${given.problem}\n`);
		return given.command === 'check' ? nagiosUnknown(given.problem) : exitCode.usage;
	}

	switch (given.command) {
		case 'help': {
			process.stdout.write(usage());
			return exitCode.done;
		}

		case 'version': {
			const {version} = await import('./version.ts');
			process.stdout.write(`pigsty-top ${version}\n`);
			return exitCode.done;
		}

		case 'cockpit':
		case 'demo': {
			const {runCockpit} = await import('./cockpit.tsx');
			return runCockpit(given.command, given.values, unguard);
		}

		case 'status':
		case 'check': {
			const {runSnapshot} = await import('./snapshot.ts');
			return runSnapshot(given.command, given.names, given.values);
		}

		case 'logs': {
			const {runLogs} = await import('./logs-command.ts');
			return runLogs(given.names, given.values);
		}

		case 'policy': {
			const {runPolicy} = await import('./policy-command.ts');
			return runPolicy(given.names, given.values);
		}

		case 'audit': {
			const {runAudit} = await import('./audit-command.ts');
			return runAudit(given.names, given.values);
		}

		case 'inventory': {
			const {runInventory} = await import('./inventory-command.ts');
			return runInventory(given.values);
		}
	}
};

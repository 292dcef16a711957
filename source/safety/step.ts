import type {JsonValue} from '../model/json-value.ts';
import {canonicalJson} from './canonical-json.ts';

/**
 * One thing done to the world, literally. The same value is shown before, run, and written to the audit log. It holds
 * no secret: transports add credentials when they connect. Nothing is ever sent twice.
 */
export type Step =
	/** A call of Patroni's REST API, to one member. */
	| {
			readonly via: 'patroni';
			readonly member: string;
			readonly ip: string;
			readonly port: number;
			readonly method: 'POST' | 'PATCH';
			readonly path: string;
			readonly body: JsonValue | undefined;
			/** Any other status is a failure; no answer at all is an unknown outcome. */
			readonly expects: readonly number[];
			readonly timeoutMs: number;
	  }
	| {
			readonly via: 'sql';
			readonly instance: string;
			readonly ip: string;
			readonly port: number;
			readonly text: string;
			readonly values: readonly SqlValue[];
			/** `all-done`: at least one row, and `done` is true in each; `one-row`: exactly one; `nothing`: no error is enough. */
			readonly expects: 'all-done' | 'one-row' | 'nothing';
			readonly timeoutMs: number;
	  }
	| {
			readonly via: 'ssh';
			/** The inventory's key of the host. */
			readonly node: string;
			/** As `RemoteCommand` of the services has it; exit status 0 is expected. */
			readonly command: {
				readonly as: 'login' | 'postgres' | 'root';
				readonly argv: readonly [program: string, ...args: string[]];
			};
			readonly timeoutMs: number;
	  }
	/** On the admin node, in the Pigsty home. `hosts` is exactly whom `--list-hosts` must name. */
	| {
			readonly via: 'ansible';
			readonly argv: readonly [program: string, ...args: string[]];
			readonly hosts: readonly string[];
	  }
	/** The operator's own program takes the terminal, talking to this host; what is done in it is not ours. */
	| {readonly via: 'terminal'; readonly ip: string; readonly argv: readonly [program: string, ...args: string[]]};

export type SqlValue = string | number | readonly string[] | readonly number[];

/** The step as the operator could do it without us: what is shown, and what is printed when we may not do it. */
export const describe = (step: Step): string => {
	switch (step.via) {
		case 'patroni': {
			const {member, ip, port, method, path, body} = step;
			return `${member}: ${method} ${ip}:${port}${path}${body === undefined ? '' : ` ${canonicalJson(body)}`}`;
		}
		case 'sql': {
			return `${step.instance}: ${step.text.replaceAll(/\$(\d+)/g, (_, index) => sqlLiteral(step.values[Number(index) - 1]))}`;
		}
		case 'ssh': {
			const {as, argv} = step.command;
			return `${step.node}: ${commandLine(as === 'login' ? argv : ['sudo', '-n', '-u', as, '--', ...argv])}`;
		}
		case 'ansible':
		case 'terminal': {
			return commandLine(step.argv);
		}
	}
};

const commandLine = (argv: readonly string[]): string => argv.map(shellWord).join(' ');

const shellWord = (word: string): string =>
	/^[A-Za-z0-9_./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

const sqlLiteral = (value: SqlValue | undefined): string => {
	if (value === undefined || typeof value === 'number') {
		return value === undefined ? 'null' : String(value);
	}

	return typeof value === 'string'
		? `'${value.replaceAll("'", "''")}'`
		: `array[${value.map(item => sqlLiteral(item)).join(', ')}]`;
};

import {type Node, part, parts, word} from './syntax.ts';

/**
 * Whether an option such as ANALYZE or FULL is on, in `options` or another list. PostgreSQL takes the last of several;
 * here any one that is not plainly off counts.
 */
export const isOn = (node: Node, option: string, list = 'options'): boolean =>
	parts(node, list).some(item => word(item, 'defname') === option && !isOff(part(item, 'arg')));

const isOff = (value: Node | undefined): boolean => {
	switch (value?.tag) {
		case 'Integer': {
			return (value.fields['ival'] ?? 0) === 0;
		}

		case 'String': {
			return /^(false|off)$/i.test(word(value, 'sval') ?? '');
		}

		case undefined:
		default: {
			return false;
		}
	}
};

/** Whether options carry a password or the like, which must not be shown or stored. */
export const carriesSecret = (node: Node): boolean =>
	parts(node, 'options').some(item => /pass|secret|token|key|conninfo/i.test(word(item, 'defname') ?? ''));

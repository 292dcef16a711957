import {describe, expect, test} from 'vitest';
import {policyCases} from '../../kit/policy-cases.ts';
import {classifyShell} from '../../kit/shell.ts';

describe.each(['shell-cases.jsonl'])('%s', file => {
	test.each(policyCases(file))('$id $class: $cmd ($why)', ({cmd, class: wanted, flags}) => {
		const {class: found, flags: raised} = classifyShell(cmd);
		expect({class: found, flags: flags.filter(flag => raised.includes(flag))}).toEqual({class: wanted, flags});
	});
});

import {describe, expect, test} from 'vitest';
import {classifyAnsible} from '../../../source/safety/ansible/classify-ansible.ts';
import {policyCases} from '../../kit/policy-cases.ts';

describe.each(['ansible-cases.jsonl'])('%s', file => {
	test.each(policyCases(file))('$id $class: $argv ($why)', ({argv, class: wanted, flags, context = {}}) => {
		const {class: found, flags: raised} = classifyAnsible(argv, {context});
		expect({class: found, flags: flags.filter(flag => raised.includes(flag))}).toEqual({class: wanted, flags});
	});
});

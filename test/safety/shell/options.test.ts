import {expect, test} from 'vitest';
import {exact} from '../../../source/safety/shell/argument.ts';
import {grammar, parseOptions} from '../../../source/safety/shell/options.ts';

const known = grammar('-ab -n= -c[=] -# --all --name= --color[=]');

const parse = (text: string, stopsAtOperand = false) => {
	const {options, operands, unknown} = parseOptions(text.split(' ').filter(Boolean).map(exact), known, {
		stopsAtOperand,
	});
	return {
		options: options.map(({name, value}) => (value === undefined ? name : `${name}:${value.text}`)).join(' '),
		operands: operands.map(({text: word}) => word).join(' '),
		unknown,
	};
};

test.each([
	['-ab x', '-a -b', 'x', undefined],
	['-an5 x', '-a -n:5', 'x', undefined],
	['-an 5 x', '-a -n:5', 'x', undefined],
	['-n -5 x', '-n:-5', 'x', undefined],
	['-c x', '-c', 'x', undefined],
	['-cx', '-c:x', '', undefined],
	['--all --name=y --name z w', '--all --name:y --name:z', 'w', undefined],
	['--color x --color=y', '--color --color:y', 'x', undefined],
	['-20 x', '-#:20', 'x', undefined],
	['-20ab x', '-#:20 -a -b', 'x', undefined],
	['x - -a -- -b', '-a', 'x - -b', undefined],
	['-a -x y', '-a', 'y', '-x'],
	['--al', '', '', '--al'],
	['--all=x', '', '', '--all=x'],
	['-n --all', '', '--all', '--all'],
	['-abx', '', '', '-abx'],
])('%s', (text, options, operands, unknown) => {
	expect(parse(text)).toEqual({options, operands, unknown});
});

test('options of a wrapper end where its command begins', () => {
	expect(parse('-a x -b', true)).toEqual({options: '-a', operands: 'x -b', unknown: undefined});
});

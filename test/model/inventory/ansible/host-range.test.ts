import fc from 'fast-check';
import {expect, test} from 'vitest';
import {expandHosts} from '../../../../source/model/inventory/ansible/host-range.ts';

test.each([
	['10.10.10.10', ['10.10.10.10'], undefined],
	['10.10.10.[11:13]', ['10.10.10.11', '10.10.10.12', '10.10.10.13'], undefined],
	['db[01:10:3]', ['db01', 'db04', 'db07', 'db10'], undefined],
	['db[1:5:2].example', ['db1.example', 'db3.example', 'db5.example'], undefined],
	['n[:2]', ['n0', 'n1', 'n2'], undefined],
	['web-[a:c]', ['web-a', 'web-b', 'web-c'], undefined],
	['[1:2]x[a:b]', ['1xa', '1xb', '2xa', '2xb'], undefined],
	['10.0.0.1:2222', ['10.0.0.1'], 2222],
	['n[1:2]:22', ['n1', 'n2'], 22],
	['[2001:db8::1]:22', ['2001:db8::1'], 22],
	['2001:db8::1', ['2001:db8::1'], undefined],
	['n[5:3]', [], undefined],
])('%s', (pattern, hosts, port) => {
	expect(expandHosts(pattern)).toEqual({ok: true, hosts, port});
});

test.each([
	'n[1',
	'n[1:]',
	'n[]',
	'n[1]',
	'n[1:2:3:4]',
	'n[01:9]',
	'n[c:a]',
	'n[1:x]',
	'n[1:9:0]',
	'n[1:9:-1]',
	'n[1:99999999]',
	'n[1:999][1:999]',
])('%s is refused with a reason', pattern => {
	expect(expandHosts(pattern)).toEqual({ok: false, reason: expect.stringMatching(/\w+ \w+/)});
});

test('a numeric range has exactly the numbers between its ends', () => {
	fc.assert(
		fc.property(fc.nat(300), fc.nat(300), fc.integer({min: 1, max: 9}), (begin, length, step) => {
			const result = expandHosts(`h[${begin}:${begin + length}:${step}]`);
			const expected = Array.from({length: length + 1}, (_, index) => begin + index).filter(
				number => (number - begin) % step === 0,
			);
			expect(result).toEqual({ok: true, hosts: expected.map(number => `h${number}`), port: undefined});
		}),
	);
});

test('any text gives hosts or a reason', () => {
	const unit = fc.constantFrom('[', ']', ':', '0', '1', '9', 'a', 'z', '-', '.');
	fc.assert(
		fc.property(fc.string({unit}), text => {
			const result = expandHosts(text);
			expect(result.ok ? result.hosts.every(host => host.length <= text.length + 2) : result.reason).toBeTruthy();
		}),
	);
});

import {expect, test} from 'vitest';
import {haproxy} from '../../../source/services/sources/haproxy.ts';
import {http, sample, target} from './answers.ts';

const of = target('node', '10.10.10.11');
const read = (body: string, status = 200) => haproxy.read(http(body, status), of);

test('the statistics of a node are below its name', () => {
	expect(haproxy.ask(of)).toEqual({via: 'http', service: 'haproxy', path: '/haproxy/pg-test-1/;csv'});
});

test.each(['haproxy-2.6', 'haproxy-3.0', 'haproxy-3.2'])('%s: the servers of four services, without sums', version => {
	const servers = read(sample(`${version}/stats.csv`));
	expect(servers).toHaveLength(11);
	expect([...new Set(servers.map(({proxy}) => proxy))]).toEqual([
		'pg-test-default',
		'pg-test-offline',
		'pg-test-primary',
		'pg-test-replica',
	]);
	expect(servers.filter(({proxy, status}) => proxy === 'pg-test-primary' && status.startsWith('UP'))).toHaveLength(1);
});

test('a server that is down tells why and since when; one that is up does not', () => {
	const servers = read(sample('haproxy-2.6/stats.member-dead.csv'));
	expect(servers.find(({proxy, server}) => proxy === 'pg-test-replica' && server === 'pg-test-3')).toEqual({
		proxy: 'pg-test-replica',
		server: 'pg-test-3',
		status: 'DOWN',
		sessions: 0,
		backup: false,
		lastCheck: 'L4CON in 0ms',
		downSeconds: 1,
	});
	expect(servers.find(({proxy, server}) => proxy === 'pg-test-replica' && server === 'pg-test-1')).toMatchObject({
		status: 'UP',
		backup: true,
		lastCheck: 'L7OK/200 in 2ms',
		downSeconds: undefined,
	});
});

test('columns are found by name, wherever they are', () => {
	const csv = [
		'# status,new,svname,pxname,scur,bck,lastchg,check_status,check_code,check_duration,',
		'"no check","a,b ""c""",s,p,7,0,,,,,',
		'',
	].join('\n');
	expect(read(csv)).toEqual([
		{
			proxy: 'p',
			server: 's',
			status: 'no check',
			sessions: 7,
			backup: false,
			lastCheck: undefined,
			downSeconds: undefined,
		},
	]);
});

test('a page for people, a refusal and a missing column are wrong answers', () => {
	expect(() => read('<html>')).toThrow('body: expected statistics as CSV');
	expect(() => read('', 401)).toThrow('HTTP status 401');
	expect(() => read('# pxname,svname\np,s\n')).toThrow('[0].status: expected text, got undefined');
});

test('a node without HAProxy, or whose name is not known, is not asked', () => {
	expect(haproxy.applies?.(of)).toBe(true);
	expect(of.kind === 'node' && haproxy.applies?.({...of, node: {...of.node, name: undefined}})).toBe(false);
	expect(
		of.kind === 'node' && haproxy.applies?.({...of, node: {...of.node, haproxy: {...of.node.haproxy, enabled: false}}}),
	).toBe(false);
});

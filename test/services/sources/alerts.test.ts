import {expect, test} from 'vitest';
import {alerts} from '../../../source/services/sources/alerts.ts';
import {http, sample, target} from './answers.ts';

const read = (body: string, status = 200) => alerts.read(http(body, status), target('infra'));

test('alerts that fire and that wait to', () => {
	const found = read(sample('vmalert-1.79/alerts.json'));
	expect(found).toHaveLength(8);
	expect(found.filter(({state}) => state === 'firing')).toHaveLength(4);
	expect(found[0]).toMatchObject({
		name: 'PostgresRestart',
		state: 'pending',
		severity: 'INFO',
		summary: 'INFO PostgresRestart pg-meta-1@10.10.10.10:9630',
		activeAt: Date.UTC(2026, 10, 23, 5, 39, 36, 639),
		labels: {ins: 'pg-meta-1', level: '2'},
	});
	expect(found[0]).not.toHaveProperty('annotations');
});

test('no alert is null there and an empty list here', () => {
	expect(read(sample('vmalert-1.79/alerts.empty.json'))).toEqual([]);
});

test('an alert without words is called by its name', () => {
	const alert = {name: 'X', state: 'firing', activeAt: '2026-02-13T10:00:00Z', labels: null};
	expect(read(JSON.stringify({status: 'success', data: {alerts: [alert]}}))).toMatchObject([
		{severity: 'unknown', summary: 'X', labels: {}},
	]);
});

test('a failure is not an empty list', () => {
	expect(() => read('{"status":"error","data":{}}')).toThrow('body.status: expected success');
	expect(() => read('', 502)).toThrow('HTTP status 502');
});

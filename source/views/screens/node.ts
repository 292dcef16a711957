import {age} from '../../format/age.ts';
import {bar} from '../../format/bar.ts';
import {percent} from '../../format/percent.ts';
import {size} from '../../format/size.ts';
import type {NodeStatus} from '../../model/node.ts';
import {nodeDetail, type NodeDetail} from '../../store/selectors/node-detail.ts';
import type {State} from '../../store/state.ts';
import {findingSection} from '../parts/finding-section.ts';
import {fullness} from '../parts/fullness.ts';
import {orDash} from '../parts/health-cell.ts';
import {span, type Line} from '../parts/line.ts';
import {propertyLines, type Property} from '../parts/properties.ts';

/** Everything known of one host. */
export const nodeLines = (state: State, ip: string | undefined, width: number): readonly Line[] => {
	const found = ip === undefined ? undefined : nodeDetail(state, ip);
	if (found === undefined) {
		return [[span(` ${ip ?? 'no node'} is not in the inventory any more`, 'warn')]];
	}

	const {row, node, status: source, haproxy: proxy, fileSystems, findings} = found;
	const {value} = source;
	return propertyLines(
		[
			{
				title: 'Inventory',
				source: undefined,
				properties: [
					{label: 'address', text: node.ip},
					{label: 'name', text: orDash(node.name, name => name)},
					{label: 'SSH', text: sshText(node.ssh)},
					{
						label: 'runs',
						text: node.roles.map(({module, instance}) => `${instance} (${module})`).join(', ') || 'nothing of Pigsty',
					},
					{label: 'groups', text: node.groups.join(', ')},
				],
			},
			...findingSection(findings),
			{title: 'Host', source, properties: value === undefined ? [] : host(state, value, row)},
			{title: 'File systems', source, properties: value === undefined ? [] : disks(state, fileSystems)},
			{title: 'Units', source, properties: value === undefined ? [] : units(value)},
			{
				title: 'HAProxy',
				source: proxy,
				properties: (proxy.value ?? []).map(server => ({
					label: server.proxy,
					text: `${server.server} ${server.status}${server.backup ? ' (backup)' : ''} ${server.sessions} sessions ${server.lastCheck ?? ''}`.trim(),
					tone: server.status.startsWith('UP') ? ('ok' as const) : ('dim' as const),
				})),
			},
		],
		width,
	);
};

const sshText = ({
	user,
	host,
	port,
	local,
}: {
	user: string | undefined;
	host: string;
	port: number | undefined;
	local: boolean;
}) =>
	local ? 'this machine' : `${user === undefined ? '' : `${user}@`}${host}${port === undefined ? '' : `:${port}`}`;

const host = (
	{thresholds}: State,
	value: NodeStatus,
	{memoryUsedFraction, clockSkewMs}: NodeDetail['row'],
): readonly Property[] => [
	{label: 'host name', text: value.hostname},
	{label: 'up for', text: age(value.uptimeMs)},
	{
		label: 'load / CPUs',
		text: `${value.load1.toFixed(2)} / ${value.cpus}`,
		tone: value.load1 > value.cpus ? 'warn' : 'plain',
	},
	{
		label: 'memory',
		text: `${bar(memoryUsedFraction, 10)} ${orDash(memoryUsedFraction, percent)} of ${size(value.memoryTotalBytes)}, ${size(value.memoryAvailableBytes)} free`,
	},
	{
		label: 'clock',
		text: orDash(clockSkewMs, ms => `${ms >= 0 ? '+' : '−'}${Math.abs(Math.round(ms))} ms against this machine`),
		tone: clockSkewMs !== undefined && Math.abs(clockSkewMs) > thresholds.clockSkewMs ? 'warn' : 'plain',
	},
];

const disks = ({thresholds}: State, fileSystems: NodeDetail['fileSystems']): readonly Property[] =>
	fileSystems.map(({mount, sizeBytes, availableBytes, usedFraction: used}) => ({
		label: mount,
		text: `${bar(used, 10)} ${percent(used)} of ${size(sizeBytes)}, ${size(availableBytes)} free`,
		tone: fullness(used, thresholds),
	}));

const units = ({units: known, failedUnits}: NodeStatus): readonly Property[] => [
	...(failedUnits ?? []).map(unit => ({label: unit, text: 'failed', tone: 'crit' as const})),
	...(failedUnits ? [] : [{label: 'failed units', text: 'unknown: systemd did not say', tone: 'warn' as const}]),
	...Object.entries(known)
		.filter(([unit]) => !failedUnits?.includes(unit))
		.map(([unit, state]) => ({
			label: unit,
			text: state,
			tone: state === 'active' ? ('ok' as const) : ('dim' as const),
		})),
];

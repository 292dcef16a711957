import {age} from '../../format/age.ts';
import {bar} from '../../format/bar.ts';
import {percent} from '../../format/percent.ts';
import {size} from '../../format/size.ts';
import type {NodeStatus} from '../../model/node.ts';
import {nodeDetail, type NodeDetail} from '../../store/selectors/node-detail.ts';
import type {State} from '../../store/state.ts';
import {orDash} from '../parts/health-cell.ts';
import {span, type Line} from '../parts/line.ts';
import {propertyLines, type Property} from '../parts/properties.ts';

/** Everything known of one host. */
export const nodeLines = (state: State, ip: string | undefined, width: number): readonly Line[] => {
	const found = ip === undefined ? undefined : nodeDetail(state, ip);
	if (found === undefined) {
		return [[span(` ${ip ?? 'no node'} is not in the inventory any more`, 'warn')]];
	}

	const {node, status: source, haproxy: proxy, fileSystems} = found;
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
			{title: 'Host', source, properties: value === undefined ? [] : host(state, value)},
			{title: 'File systems', source, properties: value === undefined ? [] : disks(state, fileSystems)},
			{title: 'Units', source, properties: value === undefined ? [] : units(value)},
			{
				title: 'HAProxy',
				source: proxy,
				properties: (proxy.value ?? []).map(server => ({
					label: `${server.proxy}`,
					text: `${server.server} ${server.status}, ${server.sessions} sessions${server.backup ? ', backup' : ''}${server.lastCheck === undefined ? '' : `, ${server.lastCheck}`}`,
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

const host = ({thresholds}: State, value: NodeStatus): readonly Property[] => {
	const used = 1 - value.memoryAvailableBytes / value.memoryTotalBytes;
	const skewMs = value.askedAt === undefined ? undefined : value.clockAt - value.askedAt;
	const skewed = skewMs !== undefined && Math.abs(skewMs) > thresholds.clockSkewMs;
	return [
		{label: 'host name', text: value.hostname},
		{label: 'up for', text: age(value.uptimeMs)},
		{
			label: 'load / CPUs',
			text: `${value.load1.toFixed(2)} / ${value.cpus}`,
			tone: value.load1 > value.cpus ? 'warn' : 'plain',
		},
		{
			label: 'memory',
			text: `${bar(used, 10)} ${percent(used)} of ${size(value.memoryTotalBytes)}, ${size(value.memoryAvailableBytes)} available`,
		},
		{
			label: 'clock',
			text: orDash(skewMs, ms => `${ms >= 0 ? '+' : '−'}${Math.abs(Math.round(ms))} ms against this machine`),
			tone: skewed ? 'warn' : 'plain',
		},
	];
};

const disks = ({thresholds}: State, fileSystems: NodeDetail['fileSystems']): readonly Property[] =>
	fileSystems.map(({mount, sizeBytes, availableBytes, usedFraction: used}) => ({
		label: mount,
		text: `${bar(used, 10)} ${percent(used)} of ${size(sizeBytes)}, ${size(availableBytes)} free`,
		tone: used >= thresholds.diskCriticalFraction ? 'crit' : used >= thresholds.diskUsedFraction ? 'warn' : 'plain',
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

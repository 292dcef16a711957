import {phaseAt} from '../cluster-state.ts';
import {acts, memberConditions} from '../conditions.ts';
import type {ClusterPlan, MemberPlan, NodePlan} from '../plan.ts';
import {between} from '../random.ts';
import {type Scene, sceneOf, type Stage} from '../stage.ts';
import {loadOf} from './activity.ts';

/** Statistics of HAProxy on a node as CSV, in the columns of HAProxy 2.6. A member's node proxies its whole cluster. */
export const haproxyCsv = (stage: Stage, node: NodePlan): string => {
	const cluster = stage.index.memberByIp.get(node.ip)?.cluster;
	const rows = cluster === undefined ? [] : services.flatMap(service => proxyRows(sceneOf(stage, cluster), service));
	return [header, row('stats', 'FRONTEND', {status: 'OPEN', scur: 1}), ...rows, ''].join('\n');
};

type Service = {
	readonly name: 'default' | 'offline' | 'primary' | 'replica';
	/** What Patroni's health check wants. */
	readonly wants: 'primary' | 'replica' | 'any';
	readonly isBackup: (member: MemberPlan) => boolean;
};

/** Pigsty's four default services, in HAProxy's order. */
const services: readonly Service[] = [
	{name: 'default', wants: 'primary', isBackup: () => false},
	{name: 'offline', wants: 'replica', isBackup: ({inventoryRole}) => inventoryRole === 'replica'},
	{name: 'primary', wants: 'primary', isBackup: () => false},
	{name: 'replica', wants: 'any', isBackup: ({inventoryRole}) => inventoryRole !== 'replica'},
];

const serversOf = ({name}: Service, {members}: ClusterPlan) =>
	name === 'offline' ? members.filter(({inventoryRole}) => inventoryRole !== 'primary') : members;

const proxyRows = (scene: Scene, service: Service): readonly string[] => {
	const proxy = `${scene.cluster.name}-${service.name}`;
	const servers = serversOf(service, scene.cluster).map(member => ({member, health: healthOf(scene, service, member)}));
	const up = servers.filter(({health}) => health.up);
	return [
		row(proxy, 'FRONTEND', {status: 'OPEN'}),
		...servers.map(({member, health}) => {
			const backup = service.isBackup(member);
			return row(proxy, member.name, {
				status: health.up ? 'UP' : 'DOWN',
				weight: 100,
				act: backup ? 0 : 1,
				bck: backup ? 1 : 0,
				lastchg: health.sinceSeconds,
				downtime: health.up ? 0 : health.sinceSeconds,
				scur: health.up && !(backup && up.length > 1) ? sessionsOf(scene, service, member) : 0,
				check_status: health.check,
				check_code: health.code ?? '',
				check_duration: health.code === undefined ? '' : 2,
				addr: `${member.ip}:${service.name === 'primary' || service.name === 'replica' ? 6432 : 5432}`,
			});
		}),
		row(proxy, 'BACKEND', {status: up.length > 0 ? 'UP' : 'DOWN', act: up.length, lastchg: 0}),
	];
};

type Health = {
	readonly up: boolean;
	readonly check: string;
	readonly code: number | undefined;
	readonly sinceSeconds: number;
};

/** Three checks, two seconds apart, must agree: what HAProxy shows is what Patroni said a while ago. */
const checksMs = 6000;

const healthOf = ({stage, cluster, state}: Scene, {wants}: Service, member: MemberPlan): Health => {
	const at = Math.max(stage.startedAt, stage.now - checksMs);
	const index = cluster.members.indexOf(member);
	const phase = phaseAt(state, at);
	const met = memberConditions(member, stage.faults, at);
	const {postgres, primary} = phase?.members[index] ?? {postgres: 'off', primary: false};
	const leads = primary && phase?.leader === member.name;
	const fits = postgres === 'running' && (wants === 'any' || (wants === 'primary' ? leads : !primary));
	const since = Math.max(phase?.from ?? 0, stage.startedAt - between(member.salt, 77, 3e6, 9e8));
	const sinceSeconds = Math.max(0, Math.floor((stage.now - since - checksMs) / 1000));
	if (!acts(met)) {
		return {up: false, check: met.hostUp && !met.frozen ? 'L4CON' : 'L4TOUT', code: undefined, sinceSeconds};
	}

	return fits
		? {up: true, check: 'L7OK', code: 200, sinceSeconds}
		: {up: false, check: 'L7STS', code: 503, sinceSeconds};
};

const sessionsOf = (scene: Scene, {name}: Service, {name: memberName}: MemberPlan) => {
	const member = scene.state.members.find(({plan}) => plan.name === memberName);
	const share = name === 'primary' || name === 'replica' ? 0.9 : 0.1;
	return member === undefined ? 0 : Math.round(loadOf(scene, member).connections * share);
};

/** Values that are the same in each line. */
const same: Readonly<Record<string, string>> = {
	qcur: '0',
	qmax: '0',
	smax: '90',
	slim: '3000',
	pid: '1',
	check_rise: '3',
	check_fall: '3',
	mode: 'tcp',
};

const columns = (
	'pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,dreq,dresp,ereq,econ,eresp,wretr,wredis,status,weight,act,bck,' +
	'chkfail,chkdown,lastchg,downtime,qlimit,pid,iid,sid,throttle,lbtot,tracked,type,rate,rate_lim,rate_max,check_status,' +
	'check_code,check_duration,hrsp_1xx,hrsp_2xx,hrsp_3xx,hrsp_4xx,hrsp_5xx,hrsp_other,hanafail,req_rate,req_rate_max,' +
	'req_tot,cli_abrt,srv_abrt,comp_in,comp_out,comp_byp,comp_rsp,lastsess,last_chk,last_agt,qtime,ctime,rtime,ttime,' +
	'agent_status,agent_code,agent_duration,check_desc,agent_desc,check_rise,check_fall,check_health,agent_rise,agent_fall,' +
	'agent_health,addr,cookie,mode,algo,conn_rate,conn_rate_max,conn_tot'
).split(',');

const header = `# ${columns.join(',')},`;

type Cells = Readonly<Record<(typeof variable)[number], string | number>>;

/** The columns that say something here, in their order; the others are empty or the same in each line. */
const variable = [
	'pxname',
	'svname',
	'scur',
	'status',
	'weight',
	'act',
	'bck',
	'lastchg',
	'downtime',
	'check_status',
	'check_code',
	'check_duration',
	'addr',
] as const;

/** What is between two of them: built once, since a large fleet asks for thousands of lines a second. */
const gaps = variable.map((name, index) => {
	const next = columns.indexOf(variable[index + 1] ?? '');
	const between = columns.slice(columns.indexOf(name) + 1, next < 0 ? undefined : next);
	return `,${between.map(column => `${same[column] ?? ''},`).join('')}`;
});

const row = (proxy: string, server: string, values: Partial<Omit<Cells, 'pxname' | 'svname'>>): string => {
	let line = '';
	for (let index = 0; index < variable.length; index += 1) {
		const name = variable[index] ?? 'addr';
		line += (name === 'pxname' ? proxy : name === 'svname' ? server : (values[name] ?? '')) + (gaps[index] ?? '');
	}

	return line;
};

import type {LogProgram} from '../../../model/log.ts';
import {type ClusterState, type MemberState, type Note, phaseAt} from '../cluster-state.ts';
import type {NodePlan} from '../plan.ts';
import {type Scene, sceneOf, skewMsAt, type Stage} from '../stage.ts';
import {haproxyLines} from './haproxy.ts';
import {hostileLines} from './hostile.ts';
import type {Line} from './line.ts';
import {etcdLines, kernelLines, redisLines} from './node.ts';
import {patroniLines, patroniNote} from './patroni.ts';
import {pgbackrestLines} from './pgbackrest.ts';
import {pgbouncerLines} from './pgbouncer.ts';
import {postgresLines, postgresNote} from './postgres.ts';
import {journalLine, type MemberLog, type NodeLog} from './program.ts';

/**
 * Everything that a program on a node writes in one second (epoch ms, a whole second), oldest first. It follows from the
 * fleet, its faults and its life alone: whoever reads that second, whenever, reads the same lines. A flood is apart, in `flood.ts`.
 */
export const linesOf = (stage: Stage, node: NodePlan, program: LogProgram, second: number): readonly Line[] => {
	if (isSilent(stage, node, second)) {
		return [];
	}

	const lines = [...own(stage, node, program, second), ...hostileLines(stage, node, program, second)];
	return lines.length > 1 ? lines.toSorted((one, other) => one.at - other.at) : lines;
};

const isSilent = ({faults}: Stage, {name}: NodePlan, second: number) =>
	faults.has('node-down', name, second) || faults.has('node-frozen', name, second);

const memberLogs: Partial<Record<LogProgram, MemberLog>> = {
	postgres: postgresLines,
	patroni: patroniLines,
	pgbouncer: pgbouncerLines,
	pgbackrest: pgbackrestLines,
	haproxy: haproxyLines,
};
const nodeLogs: Partial<Record<LogProgram, NodeLog>> = {kernel: kernelLines, etcd: etcdLines, redis: redisLines};

const own = (stage: Stage, node: NodePlan, program: LogProgram, second: number): readonly Line[] => {
	const cluster = stage.index.memberByIp.get(node.ip)?.cluster;
	const scene = cluster && sceneOf(stage, cluster);
	const member = scene?.state.members.find(({plan}) => plan.ip === node.ip);
	const noted = scene && member ? notedLines(stage, scene.state, member, program, second) : [];
	const nodeLog = nodeLogs[program];
	if (nodeLog !== undefined) {
		return [...nodeLog(stage, node, second), ...noted];
	}

	return scene && member ? [...memberLines(scene, member, program, second), ...noted] : [];
};

const memberLines = (scene: Scene, member: MemberState, program: LogProgram, second: number): readonly Line[] => {
	const phase = phaseAt(scene.state, second);
	const role = phase?.members[scene.cluster.members.indexOf(member.plan)];
	const skewMs = skewMsAt(scene.stage, member.plan.name, second);
	return phase && role ? (memberLogs[program]?.({scene, member, role, phase, skewMs}, second) ?? []) : [];
};

/** What the cluster's life noted for this log in this second. */
const notedLines = (
	stage: Stage,
	{notes}: ClusterState,
	{plan}: MemberState,
	program: LogProgram,
	second: number,
): readonly Line[] => {
	const skewMs = skewMsAt(stage, plan.name, second);
	return notes
		.filter(
			note => note.member === plan.name && note.program === program && note.at >= second && note.at < second + 1000,
		)
		.map((note, index) => ({at: note.at + index, text: noteText({...note, at: note.at + index}, skewMs)}));
};

const noteText = (note: Note, skewMs: number): string => {
	if (note.program === 'postgres') {
		return postgresNote(note, skewMs);
	}

	return note.program === 'patroni'
		? patroniNote(note, skewMs)
		: journalLine({at: note.at + skewMs, program: note.program, host: note.member, pid: 0, priority: 3}, note.text);
};

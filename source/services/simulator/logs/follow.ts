import type {Clock} from '../../clock.ts';
import {type LogRequest, ProblemError, type World} from '../../world.ts';
import type {NodePlan} from '../plan.ts';
import {between} from '../random.ts';
import {reach} from '../reach.ts';
import type {Stage} from '../stage.ts';
import {floodLines, floodRate} from './flood.ts';
import type {Line} from './line.ts';
import {linesOf} from './lines.ts';

/** What a follower needs of the simulation. */
export type FollowBasis = {
	readonly clock: Clock;
	/** The fleet as it is now. */
	readonly stage: () => Stage;
};

/** `World.follow`: the newest old lines first, then each line when its time has come, in chunks that are cut anywhere. */
export const createFollow =
	({clock, stage}: FollowBasis): World['follow'] =>
	async (request, onChunk, signal) => {
		const node = stage().index.nodeByIp.get(request.node.ip);
		if (node === undefined) {
			throw new ProblemError(
				'unreachable',
				`${request.node.ip}: not a host of the simulated fleet\nReload the inventory.`,
			);
		}

		const {faults} = stage();
		await reach({node: node.name, port: 22}, {faults, clock}, {timeoutMs: openMs, signal});
		let upTo = clock.now();
		emit(backfill(stage(), node, request, upTo), node.salt, onChunk);
		if (request.once === true) {
			return;
		}

		let deafSince: number | undefined;
		while (!signal.aborted) {
			await clock.sleep(pauseMs(stage(), node, request, upTo), signal);
			const now = clock.now();
			deafSince = isDeaf(stage(), node, now) ? (deafSince ?? now) : undefined;
			if (deafSince !== undefined && now - deafSince >= keepAliveMs) {
				throw new ProblemError(
					'unreachable',
					`${node.name}:22: the connection is dead\nThe stream starts again by itself.`,
				);
			}

			if (!signal.aborted && now > upTo && deafSince === undefined) {
				emit(linesBetween(stage(), node, request, upTo, now), node.salt, onChunk);
				upTo = now;
			}
		}
	};

const openMs = 10_000;
const keepAliveMs = 15_000;
const secondMs = 1000;

const isDeaf = ({faults}: Stage, {name}: NodePlan, at: number) =>
	faults.has('node-down', name, at) || faults.has('node-frozen', name, at);

/** Until the next line is due, but never so long that a fault is noticed late. */
const pauseMs = (stage: Stage, node: NodePlan, {program}: LogRequest, upTo: number): number => {
	if (program === 'postgres' && floodRate(stage, node, upTo) > 0) {
		return floodPauseMs;
	}

	const next = linesOf(stage, node, program, floor(upTo)).find(({at}) => at > upTo)?.at ?? floor(upTo) + secondMs;
	return Math.min(secondMs, Math.max(leastPauseMs, next - upTo));
};

const leastPauseMs = 50;
const floodPauseMs = 100;

const floor = (at: number) => Math.floor(at / secondMs) * secondMs;

/** Lines of (from, to], of at most one second or of several. */
const linesBetween = (
	stage: Stage,
	node: NodePlan,
	{program}: LogRequest,
	from: number,
	to: number,
): readonly Line[] => {
	const lines: Line[] = [];
	for (let second = floor(from); second <= to; second += secondMs) {
		lines.push(...linesOf(stage, node, program, second).filter(({at}) => at > from && at <= to));
	}

	const flood = program === 'postgres' && !isDeaf(stage, node, to) ? floodLines(stage, node, from, to) : [];
	return flood.length === 0 ? lines : [...lines, ...flood].toSorted((one, other) => one.at - other.at);
};

/** The newest lines up to now, gathered backwards; logs that say little are not searched further than some hours. */
const backfill = (stage: Stage, node: NodePlan, request: LogRequest, now: number): readonly Line[] => {
	const {since} = request;
	const most = since === undefined ? request.backfillLines : Number.POSITIVE_INFINITY;
	const lines: Line[] = [];
	for (let to = now; lines.length < most && to > (since ?? now - lookBackMs); to = floor(to - 1)) {
		lines.push(...linesBetween(stage, node, request, floor(to - 1), to).toReversed());
	}

	return lines.slice(0, most).toReversed();
};

const lookBackMs = 2 * 3_600_000;

const encoder = new TextEncoder();

const emit = (lines: readonly Line[], salt: number, onChunk: (chunk: Uint8Array) => void) => {
	if (lines.length === 0) {
		return;
	}

	const bytes = bytesOf(lines);
	for (let from = 0, part = 0; from < bytes.length; part += 1) {
		const size = between(salt ^ part, lines[0]?.at ?? 0, 1, chunkBytes);
		onChunk(bytes.subarray(from, from + size));
		from += size;
	}
};

const chunkBytes = 32_768;

const bytesOf = (lines: readonly Line[]): Uint8Array => {
	if (lines.every(({text}) => typeof text === 'string')) {
		return encoder.encode(`${lines.map(({text}) => text).join('\n')}\n`);
	}

	return Buffer.concat(lines.flatMap(({text}) => [typeof text === 'string' ? encoder.encode(text) : text, newLine]));
};

const newLine = encoder.encode('\n');

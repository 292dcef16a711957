import type {NodePlan} from '../plan.ts';
import type {Stage} from '../stage.ts';
import {type Line, secondsText} from './line.ts';

/** Lines a second that a fault adds to the host's PostgreSQL log at a moment. */
export const floodRate = ({faults}: Stage, {name}: NodePlan, at: number): number =>
	faults.find('log-flood', name, at)?.fault.linesPerSecond ?? 0;

/** Its lines of (from, to], evenly spread. Only these are made: there may be thousands in each second. */
export const floodLines = (stage: Stage, node: NodePlan, from: number, to: number): readonly Line[] => {
	const rate = floodRate(stage, node, to);
	const [first, last] = [from, to].map(at => Math.floor((at * rate) / 1000));
	const lines: Line[] = [];
	let [second, stamp] = [Number.NaN, ''];
	for (let index = (first ?? 0) + 1; index <= (last ?? 0); index += 1) {
		const at = Math.ceil((index * 1000) / rate);
		if (Math.floor(at / 1000) !== second) {
			second = Math.floor(at / 1000);
			stamp = secondsText(at);
		}

		lines.push({at, text: floodText(index, at, stamp)});
	}

	return lines;
};

const floodText = (index: number, at: number, stamp: string): string => {
	const ms = String(at % 1000).padStart(3, '0');
	const pid = 2000 + (index % 300);
	const session = `6b03c83d.${pid.toString(16)}`;
	const message = `duration: ${100 + (index % 900)}.${ms} ms  statement: SELECT pg_sleep(0.1) /* ${index} */`;
	return `${stamp}.${ms} UTC,"dbuser_test","test",${pid},"10.10.10.60:40000",${session},${index % 1e6},"SELECT",${stamp} UTC,3/${index % 1e6},0,LOG,00000,"${message}",,,,,,,,,"flood","client backend",,0`;
};

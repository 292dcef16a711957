import {archivingUntil, timelineAt} from '../answers/backup.ts';
import {walFile} from '../answers/times.ts';
import {walBytes} from '../workload.ts';
import {millisText} from './line.ts';
import type {MemberLog} from './program.ts';

/** `<stanza>-archive-push-async.log`: a process for each batch of WAL files, every ten seconds while there is some. */
export const pgbackrestLines: MemberLog = ({scene, member, role, skewMs}, second) => {
	const {cluster, state, stage} = scene;
	const turn = Math.floor(second / 1000) + (cluster.salt % periodSeconds);
	if (!role.primary || role.postgres !== 'running' || turn % periodSeconds !== 0) {
		return [];
	}

	const segment = (at: number) => Math.floor((cluster.lsn + walBytes(cluster, stage.startedAt, at)) / segmentBytes);
	const [last, first] = [segment(second), segment(second - periodSeconds * 1000) + 1];
	if (last < first) {
		return [];
	}

	const name = (index: number) => walFile(timelineAt(state, second), index * segmentBytes);
	const range = first === last ? name(first) : `${name(first)}...${name(last)}`;
	const line = (ms: number, level: string, text: string) => ({
		at: second + ms,
		text: `${millisText(second + ms + skewMs)} P00 ${level.padStart(6)}: ${text}`,
	});
	const exec = `${2000 + (turn % 7000)}-${member.plan.salt.toString(16).padStart(8, '0')}`;
	return [
		{at: second + 100, text: '-------------------PROCESS START-------------------'},
		line(
			100,
			'INFO',
			`archive-push:async command begin 2.58.0: [/pg/data/pg_wal] --archive-async --exec-id=${exec} --log-path=/pg/log/pgbackrest --pg1-path=/pg/data --repo1-path=/pgbackrest --spool-path=/pg/spool --stanza=${cluster.name}`,
		),
		line(101, 'INFO', `push ${last - first + 1} WAL file(s) to archive: ${range}`),
		...(second >= archivingUntil(scene)
			? [
					line(
						620,
						'WARN',
						`could not push WAL file '${name(first)}' to the archive (will be retried): [103] repo1: unable to find a valid repository`,
					),
					line(640, 'ERROR', `[103]: unable to find a valid repository`),
					line(641, 'INFO', 'archive-push:async command end: aborted with exception [103]'),
				]
			: [line(340, 'INFO', 'archive-push:async command end: completed successfully (240ms)')]),
		{at: second + 700, text: ''},
	];
};

const periodSeconds = 10;
const segmentBytes = 16 * 1024 ** 2;

import {between} from '../random.ts';
import {tpsAt} from '../workload.ts';
import {millisText} from './line.ts';
import type {MemberLog} from './program.ts';

/** A line of statistics each minute; while the server behind it is away, a line for each attempt. */
export const pgbouncerLines: MemberLog = ({scene, member, role, skewMs}, second) => {
	const {salt} = member.plan;
	const turn = Math.floor(second / 1000);
	const at = second + (salt % 900);
	const head = `${millisText(at + skewMs)} UTC [${1301 + (salt % 40)}]`;
	const database = scene.cluster.databases[0];
	if (role.postgres !== 'running') {
		const text = `${head} WARNING S-0x55d0c3f1${between(salt, turn, 1000, 9999)}: ${database?.name}/${database?.owner}@unix(0):5432 closing because: connect failed (age=0s)`;
		return [{at, text}];
	}

	if ((turn + salt) % 60 !== 0) {
		return [];
	}

	const share = role.primary ? 0.8 : 0.1;
	const xacts = Math.round(tpsAt(scene.cluster, second) * share);
	const text =
		`${head} LOG stats: ${xacts} xacts/s, ${Math.round(xacts * 2.4)} queries/s, ${xacts * 5} client parses/s, 0 server parses/s, ` +
		`${xacts * 2} binds/s, in ${xacts * 310} B/s, out ${xacts * 890} B/s, xact ${between(salt, turn, 900, 2400)} us, ` +
		`query ${between(salt, turn + 1, 300, 800)} us, wait ${between(salt, turn + 2, 0, 40)} us`;
	return [{at, text}];
};

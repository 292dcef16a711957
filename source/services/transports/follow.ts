import {sanitize} from '../../format/sanitize.ts';
import {type LogRequest, ProblemError, type World} from '../world.ts';
import {logCommand, noLogCode} from './log-command.ts';
import type {Ssh} from './ssh-port.ts';

/** Follows logs over SSH. */
export const createFollow =
	(ssh: Pick<Ssh, 'stream'>): World['follow'] =>
	async (request, onChunk, signal) => {
		const end = await ssh.stream(request.node, logCommand(request), onChunk, signal);
		if (end.code !== 0 && !signal.aborted) {
			throw problemOf(request, end);
		}
	};

const problemOf = (
	{node, program, once}: LogRequest,
	{code, stderr}: {readonly code: number; readonly stderr: string},
): ProblemError => {
	const where = `${node.name ?? node.ip}: log of ${program}`;
	const said = sanitize(stderr.trim().split('\n', 1)[0] ?? '', 'cell').slice(0, 200);
	return code === noLogCode
		? new ProblemError(
				'refused',
				`${where}: it cannot be read: ${said}\nIs ${program} installed there, and does it log to where Pigsty puts it?`,
			)
		: new ProblemError(
				'answer',
				once === true
					? `${where}: reading it ended with ${code}${said && `: ${said}`}\nsudo -n must work there for tail and journalctl`
					: `${where}: following it ended with ${code}${said && `: ${said}`}\nIt is opened again by itself`,
			);
};

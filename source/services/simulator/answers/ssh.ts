import type {RemoteCommand, SshAnswer} from '../../source.ts';
import type {Target} from '../../../model/target.ts';
import type {NodePlan} from '../plan.ts';
import {partOf, sceneOf, type Stage} from '../stage.ts';
import {backupInfoJson} from './backup.ts';
import {nodeScriptOutput} from './node.ts';
import {redisInfo} from './redis.ts';

/** What a command of the catalogue prints on a node. One that is not known here is not installed there. */
export const sshAnswer = (stage: Stage, node: NodePlan, target: Target, {argv}: RemoteCommand): SshAnswer => {
	const ok = (stdout: string): SshAnswer => ({code: 0, stdout, stderr: '', askedAt: stage.now});
	const program = argv[0].replace(/^.*\//, '');
	if (program === 'redis-cli' && target.kind === 'redis') {
		return ok(redisInfo(stage, target.instance.port));
	}

	const found = stage.index.memberByIp.get(node.ip);
	const part = found && partOf(sceneOf(stage, found.cluster), found.member.name);
	if (program === 'pgbackrest' && part !== undefined) {
		return ok(backupInfoJson(part));
	}

	return program === 'sh'
		? ok(nodeScriptOutput(stage, node))
		: {...ok(''), code: 127, stderr: `${program}: command not found\n`};
};

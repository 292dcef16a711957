// A process of its own that writes records: node audit-writer.ts HOME COUNT
import {openAudit} from '../../source/services/audit.ts';
import {systemClock} from '../../source/services/clock.ts';

const [home = '', count = '0'] = process.argv.slice(2);
const uid = process.getuid?.() ?? 0;
const operator = {uid, user: 'dba', loginUid: undefined, tty: undefined, sshClient: undefined};
const audit = openAudit({home, clock: systemClock, origin: {toolVersion: '0.0.0', bootId: 'boot', operator}});
for (let index = 0; index < Number(count); index += 1) {
	const reason = `${process.pid} ${index}`;
	const written = await audit.record({event: 'refused', action: 'switchover', targets: [], reason});
	if (!written.ok) {
		process.stderr.write(`${written.problem}\n`);
		process.exitCode = 1;
		break;
	}
}

import {homedir} from 'node:os';
import path from 'node:path';
import type {Clock} from '../services/clock.ts';
import {createSsh} from '../services/transports/ssh.ts';
import {createWorld} from '../services/transports/world.ts';
import type {World} from '../services/world.ts';

/** The world as it is, asked through SSH, PostgreSQL and HTTP. Opens no connection before something is asked. */
export const openRealWorld = (options: {
	readonly pigstyHome: string;
	readonly acceptNewHostKeys: boolean;
	readonly sshUser: string | undefined;
	readonly clock: Clock;
	readonly random: () => number;
}): World => {
	const {pigstyHome, acceptNewHostKeys, sshUser, clock, random} = options;
	const home = homedir();
	const ssh = createSsh({acceptNewHostKeys, defaultUser: sshUser, clock, random, home, env: process.env});
	const ca = path.join('files', 'pki', 'ca', 'ca.crt');
	const caFiles = [path.join(pigstyHome, ca), path.join(home, 'pigsty', ca), '/etc/pki/ca.crt'];
	return createWorld({ssh, clock, pigstyHome, caFiles});
};

import {judgeHostKey, rememberHostKey, type KnownKey} from './known-hosts.ts';
import type {ResolvedRoute} from './ssh-config.ts';
import {hostKeyProblem} from './ssh-problem.ts';

export type HostKeyCheck = {
	/** True when the key may be trusted. */
	readonly verify: (key: Buffer) => boolean;
	/** Why the last key was not. */
	readonly problem: () => Error | undefined;
	/** Writes down a new key that was accepted. Rejects with a ProblemError. */
	readonly keep: () => Promise<void>;
};

/**
 * The check of one connection. Judges the key when it is shown, which is before the host has proved that it owns it, and each time the connection
 * changes its keys. So a new key is only written down after the login.
 */
export const createHostKeyCheck = ({
	where,
	route,
	known,
	acceptNewHostKeys,
}: {
	readonly where: string;
	readonly route: ResolvedRoute;
	/** What known_hosts has of this host. */
	readonly known: readonly KnownKey[];
	readonly acceptNewHostKeys: boolean;
}): HostKeyCheck => {
	const [file] = route.knownHostsFiles;
	let problem: Error | undefined;
	let accepted: Buffer | undefined;
	let isNew = false;
	return {
		problem: () => problem,
		verify: (key: Buffer): boolean => {
			if (accepted?.equals(key) === true) {
				return true;
			}

			const verdict = judgeHostKey(known, key);
			problem = hostKeyProblem(verdict, where, route, acceptNewHostKeys && accepted === undefined);
			accepted = problem === undefined ? Buffer.from(key) : undefined;
			isNew = verdict.kind === 'unknown';
			return problem === undefined;
		},
		keep: async (): Promise<void> => {
			if (isNew && accepted !== undefined) {
				await rememberHostKey({file, name: route.hostKeyName, hashed: route.hashKnownHosts}, accepted);
			}
		},
	};
};

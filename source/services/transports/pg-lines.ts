import type {Trust} from '../../model/trust.ts';
import {reveal} from '../../model/secret.ts';
import type {Clock} from '../clock.ts';
import type {PgLogin} from './pg-connect.ts';
import {createPgLine, type PgLine} from './pg-line.ts';

/** A connection that nobody used for so long belongs to an instance that is no longer in the inventory. */
const idleMs = 300_000;

type Kept = {readonly login: PgLogin; readonly line: PgLine; usedAt: number};

/** The lines to all instances, by the instance's name. */
export const createPgLines = (clock: Clock) => {
	const steady = clock.steady ?? clock.now;
	const kept = new Map<string, Kept>();
	let sweptAt = steady();
	const sweep = (now: number) => {
		if (now - sweptAt < idleMs) {
			return;
		}

		sweptAt = now;
		for (const [id, {line, usedAt}] of kept) {
			if (now - usedAt > idleMs) {
				line.close();
				kept.delete(id);
			}
		}
	};

	return {
		to(id: string, login: PgLogin): PgLine {
			const now = steady();
			sweep(now);
			const found = kept.get(id);
			if (found !== undefined && isSameLogin(found.login, login)) {
				found.usedAt = now;
				return found.line;
			}

			found?.line.close();
			const line = createPgLine(login, clock);
			kept.set(id, {login, line, usedAt: now});
			return line;
		},
		trustOf: (id: string): Trust | undefined => kept.get(id)?.line.trust(),
		close() {
			kept.forEach(({line}) => line.close());
			kept.clear();
		},
	};
};

const isSameLogin = (one: PgLogin, other: PgLogin): boolean =>
	one.host === other.host &&
	one.port === other.port &&
	one.user === other.user &&
	one.database === other.database &&
	reveal(one.password) === reveal(other.password);

import type {DatabasePlan} from '../plan.ts';
import {between, pick, roll} from '../random.ts';
import type {CsvRecord} from './csvlog.ts';

/** Something that a client of one of these databases caused in a second; `salt` tells several in one second apart. */
export const clientRecord = (databases: readonly DatabasePlan[], salt: number, second: number): CsvRecord => {
	const turn = Math.floor(second / 1000);
	const database = databases[roll(salt ^ 2, turn) < 0.85 ? 0 : databases.length - 1] ?? databases[0];
	const name = database?.name ?? 'postgres';
	const user = database?.owner ?? 'postgres';
	// A pool of sessions that lives for ten minutes.
	const session = Math.floor(turn / 600) * 100 + between(salt ^ 11, turn, 0, 40);
	const pid = between(salt ^ 4, session, 2000, 9000);
	return {
		at: second + between(salt ^ 3, turn, 0, 999),
		pid,
		startedAt: Math.floor(turn / 600) * 600_000 - between(salt ^ 12, session, 0, 3_600_000),
		user,
		database: name,
		from: `10.10.10.${between(salt ^ 5, turn, 60, 90)}:${between(salt ^ 6, turn, 32_768, 60_999)}`,
		application: pick(salt ^ 7, turn, ['api', 'worker', 'checkout', 'report', 'pgbench']),
		...kindOf(roll(salt ^ 1, turn)).text({
			name,
			user,
			pid,
			statement: pick(salt ^ 8, turn, statements),
			id: between(salt ^ 9, turn, 1000, 9_999_999),
			ms: (least, most) => (least + roll(salt ^ 10, turn) ** 4 * (most - least)).toFixed(3),
		}),
	};
};

type Client = {
	readonly name: string;
	readonly user: string;
	readonly pid: number;
	readonly statement: string;
	readonly id: number;
	/** A duration in ms with three decimals; long ones are rare. */
	readonly ms: (least: number, most: number) => string;
};

type Kind = {
	/** How often it is seen, in thousandths. */
	readonly share: number;
	readonly text: (client: Client) => Omit<CsvRecord, 'at' | 'pid' | 'startedAt'>;
};

const update = 'UPDATE accounts SET balance = balance + $1 WHERE id = $2';
const statements = [
	'SELECT id, state, total FROM orders WHERE customer_id = $1 ORDER BY created_at DESC LIMIT 20',
	update,
	'INSERT INTO events (kind, payload, created_at) VALUES ($1, $2, now())',
	'SELECT count(*) FROM sessions WHERE expires_at > now()',
	'UPDATE pgbench_accounts SET abalance = abalance + $1 WHERE aid = $2',
	'SELECT p.* FROM products p JOIN stock s ON s.product_id = p.id WHERE s.quantity < $1',
	'DELETE FROM carts WHERE updated_at < now() - interval $1',
] as const;

const slow: Kind = {
	share: 530,
	text: ({statement, id, ms}) => ({
		level: 'info',
		message: `duration: ${ms(100, 4000)} ms  execute <unnamed>: ${statement}`,
		detail: `Parameters: $1 = '${id}'`,
		tag: statement.slice(0, 6),
	}),
};

const kinds: readonly Kind[] = [
	slow,
	{
		share: 290,
		text: ({user, name}) => ({
			level: 'info',
			message: `connection authorized: user=${user} database=${name} application_name=api`,
			tag: 'authentication',
		}),
	},
	{
		share: 30,
		text: ({name, id, ms}) => ({
			level: 'info',
			user: undefined,
			database: undefined,
			from: undefined,
			application: '',
			backend: 'autovacuum worker',
			message:
				`automatic vacuum of table "${name}.public.orders": index scans: 1\n` +
				`pages: 0 removed, ${id} remain, ${Math.floor(id / 7)} scanned (14.29% of total)\n` +
				`tuples: ${Math.floor(id / 90)} removed, ${id * 11} remain, 0 are dead but not yet removable\n` +
				`system usage: CPU: user: 1.42 s, system: 0.31 s, elapsed: ${ms(1000, 90_000)} s`,
		}),
	},
	{
		share: 50,
		text: ({id}) => ({
			level: 'error',
			code: '23505',
			message: 'duplicate key value violates unique constraint "orders_pkey"',
			detail: `Key (id)=(${id}) already exists.`,
			query: 'INSERT INTO orders (id, customer_id, total) VALUES ($1, $2, $3)',
			tag: 'INSERT',
		}),
	},
	{
		share: 35,
		text: ({pid, id}) => ({
			level: 'info',
			message: `temporary file: path "base/pgsql_tmp/pgsql_tmp${pid}.0", size ${id * 60}`,
			query: statements[0],
			tag: 'SELECT',
		}),
	},
	{
		share: 25,
		text: ({pid, id}) => ({
			level: 'info',
			message: `process ${pid} still waiting for ShareLock on transaction ${id} after 1000.${id % 1000} ms`,
			detail: `Process holding the lock: ${pid + 17}. Wait queue: ${pid}.`,
			query: update,
			tag: 'UPDATE waiting',
		}),
	},
	{
		share: 18,
		text: () => ({
			level: 'error',
			code: '57014',
			message: 'canceling statement due to statement timeout',
			query: statements[5],
			tag: 'SELECT',
		}),
	},
	{
		share: 12,
		text: () => ({
			level: 'error',
			code: '42P01',
			message: 'relation "order_items_v2" does not exist',
			query: 'SELECT * FROM order_items_v2 LIMIT 1',
			tag: 'SELECT',
		}),
	},
	{
		share: 6,
		text: ({user}) => ({
			level: 'fatal',
			code: '28P01',
			message: `password authentication failed for user "${user}"`,
			detail: 'Connection matched file "/pg/data/pg_hba.conf" line 22: "host all all 10.0.0.0/8 scram-sha-256"',
			tag: 'authentication',
		}),
	},
	{
		share: 4,
		text: ({pid, id}) => ({
			level: 'error',
			code: '40P01',
			message: 'deadlock detected',
			detail:
				`Process ${pid} waits for ShareLock on transaction ${id}; blocked by process ${pid + 5}.\n` +
				`Process ${pid + 5} waits for ShareLock on transaction ${id + 1}; blocked by process ${pid}.`,
			hint: 'See server log for query details.',
			context: 'while updating tuple (1042,17) in relation "accounts"',
			query: update,
			tag: 'UPDATE',
		}),
	},
];

const kindOf = (chance: number): Kind => {
	let rest = chance * 1000;
	return kinds.find(({share}) => (rest -= share) < 0) ?? slow;
};

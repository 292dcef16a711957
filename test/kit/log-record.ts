import type {LogRecord} from '../../source/model/log.ts';

export const record = (seq: number, more: Partial<LogRecord> = {}): LogRecord => ({
	seq,
	at: 1_795_489_900_000 + seq,
	node: 'pg-test-1',
	ip: '10.10.10.11',
	program: 'postgres',
	level: 'info',
	message: `message ${seq}`,
	pid: 100,
	user: undefined,
	database: undefined,
	application: undefined,
	code: undefined,
	detail: [],
	...more,
});

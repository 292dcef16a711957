import type {LogProgram} from '../../model/log.ts';
import type {LogParser} from '../log-streams.ts';
import {createCsvlogParser} from './csvlog.ts';
import {etcdMessage, haproxyMessage} from './journal-messages.ts';
import {journalLine} from './journal.ts';
import {createLineParser} from './line-parser.ts';
import type {ParserOptions} from './log-parser.ts';
import {patroniLine} from './patroni.ts';
import {pgbackrestLine} from './pgbackrest.ts';
import {pgbouncerLine} from './pgbouncer.ts';
import {redisLine} from './redis.ts';

/** Makes records of the bytes of one log. Texts come out sanitised, and nothing that comes in makes it throw. */
export const createLogParser = (program: LogProgram, options: Omit<ParserOptions, 'program'>): LogParser =>
	parsers[program]({...options, program});

const parsers: Readonly<Record<LogProgram, (options: ParserOptions) => LogParser>> = {
	postgres: createCsvlogParser,
	patroni: options => createLineParser(options, patroniLine(options)),
	pgbouncer: options => createLineParser(options, pgbouncerLine(options)),
	pgbackrest: options => createLineParser(options, pgbackrestLine(options)),
	redis: options => createLineParser(options, redisLine(options)),
	haproxy: options => createLineParser(options, journalLine(options, haproxyMessage)),
	etcd: options => createLineParser(options, journalLine(options, etcdMessage)),
	kernel: options => createLineParser(options, journalLine(options)),
};

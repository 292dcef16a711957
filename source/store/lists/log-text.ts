import {clockMs, isoDate} from '../../format/time.ts';
import type {LogRecord} from '../../model/log.ts';

/** A record as it is copied: when, where, what wrote it, how bad, and all that it says. */
export const logText = ({at, node, program, level, message, detail}: LogRecord): string =>
	[`${isoDate(at)}T${clockMs(at)}Z ${node} ${program} ${level}: ${message}`, ...detail].join('\n');

import {number, record, text} from '../../model/decode.ts';

/** What a command on a node answered, whether or not it went well. */
export const sshAnswer = record({code: number, stdout: text, stderr: text, askedAt: number});

import type {Engine} from './engine.ts';

const withinMs = 300;

/**
 * Stops asking and answers `code`. A socket to a frozen host may stay open for its whole deadline; nothing is left to
 * say to it, so the process ends without it.
 */
export const leave = async (engine: Pick<Engine, 'stop'>, code: number): Promise<number> => {
	process.exitCode = code;
	setTimeout(() => process.exit(), withinMs).unref();
	await Promise.race([engine.stop(), new Promise<void>(resolve => void setTimeout(resolve, withinMs).unref())]);
	return code;
};

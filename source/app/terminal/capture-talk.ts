import fs from 'node:fs';
import path from 'node:path';

/**
 * Sends everything that would be printed (stdout, stderr, console, Node's warnings) to a file while we draw the screen:
 * it would spoil the screen, and a write to a terminal that does not read stops the whole program. The answer puts
 * things back. Where the file cannot be written the talk is lost, which is better than not starting.
 */
export const captureTalk = (file: string): (() => void) => {
	const fd = openLog(file);
	const write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
		if (fd !== undefined) {
			fs.writeSync(fd, typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
		}

		const callback = typeof encoding === 'function' ? encoding : done;
		if (typeof callback === 'function') {
			queueMicrotask(() => callback());
		}

		return true;
	};

	const onWarning = process.listeners('warning');
	const warn = (warning: Error): void => {
		write(`${warning.stack ?? String(warning)}\n`);
	};

	process.stdout.write = write;
	process.stderr.write = write;
	process.removeAllListeners('warning');
	process.on('warning', warn);
	return () => {
		// The method of the class is there again once its stand-in is gone.
		Reflect.deleteProperty(process.stdout, 'write');
		Reflect.deleteProperty(process.stderr, 'write');
		process.off('warning', warn);
		for (const listener of onWarning) {
			process.on('warning', listener);
		}

		if (fd !== undefined) {
			fs.closeSync(fd);
		}
	};
};

const sizeLimit = 1_000_000;

const openLog = (file: string): number | undefined => {
	try {
		fs.mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
		const isLarge = (fs.statSync(file, {throwIfNoEntry: false})?.size ?? 0) > sizeLimit;
		return fs.openSync(file, isLarge ? 'w' : 'a', 0o600);
	} catch {
		return undefined;
	}
};

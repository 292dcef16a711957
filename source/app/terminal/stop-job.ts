/**
 * Stops us and whoever shares our job (the launcher), as Ctrl-Z does; resolves when the shell has us continue. A job that
 * no shell looks after cannot stop: then nothing happens, nobody continues us, and we go on after a moment.
 */
export const stopJob = (): Promise<void> =>
	new Promise(resolve => {
		const handlers = process.listeners('SIGTSTP');
		const goOn = (): void => {
			clearTimeout(timer);
			process.off('SIGCONT', goOn);
			for (const handler of handlers) {
				process.on('SIGTSTP', handler);
			}

			resolve();
		};
		const timer = setTimeout(goOn, unstoppableMs);
		process.removeAllListeners('SIGTSTP');
		process.on('SIGCONT', goOn);
		process.kill(0, 'SIGTSTP');
	});

const unstoppableMs = 100;

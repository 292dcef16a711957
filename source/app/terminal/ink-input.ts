import {Readable} from 'node:stream';
import type {InputEvent} from './input-event.ts';

/**
 * Ink's stdin. The terminal's raw mode is ours; Ink's own components (ink-select-input) get one key per chunk from here,
 * so that `jjj` on a slow line is three keys. Pastes and replies never reach them.
 */
export class InkInput extends Readable {
	readonly isTTY = true;
	readonly #queue: string[] = [];
	#isWaiting = false;

	constructor() {
		super({objectMode: true, read: () => undefined});
		this.on('newListener', name => {
			if (name === 'readable' && this.listenerCount('readable') === 0) {
				this.#drop();
			}
		});
	}

	feed(event: InputEvent): void {
		if (event.type === 'key' && this.listenerCount('readable') > 0) {
			this.#queue.push(event.sequence);
			this.#next();
		}
	}

	/** One key per turn: Ink's components see the state that the key before has made only when React has drawn it. */
	#next(): void {
		if (!this.#isWaiting && this.#queue.length > 0) {
			this.push(this.#queue.shift());
			this.#isWaiting = true;
			setImmediate(() => {
				this.#isWaiting = false;
				this.#next();
			});
		}
	}

	/** Keys from before a menu opened must not choose in it. */
	#drop(): void {
		this.#queue.length = 0;
		while (this.read() !== null) {
			// the answer is what is dropped
		}
	}

	setRawMode(): this {
		return this;
	}

	/** A no-op: chunks are strings already. */
	override setEncoding(): this {
		return this;
	}

	ref(): this {
		return this;
	}

	unref(): this {
		return this;
	}
}

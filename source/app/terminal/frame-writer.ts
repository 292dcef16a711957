import {Writable} from 'node:stream';
import type {RasterArea, RasterSink} from '../../views/parts/raster.tsx';
import {createCanvas, type Canvas, type Charset} from './canvas.ts';
import {beginFrame, endFrame, enterScreen, leaveScreen} from './modes.ts';
import {createTtyOutput, type TtyOutput} from './tty-output.ts';

export type WindowSize = {readonly columns: number; readonly rows: number};

type Options = {
	readonly fd: number;
	readonly size: () => WindowSize;
	readonly charset?: Charset;
};

const settleMs = 33;
const clipboardLimit = 65_536;

/**
 * The stream that Ink draws on. With `debug: true` Ink hands over one complete frame per commit (the contract that
 * ink-testing-library builds on); raster panes come in beside it. Both go to the terminal as one update with only what
 * changed. Frames that come while the terminal is busy are skipped, the newest is drawn. Emits `resize` for Ink and
 * `gone` when the terminal is lost.
 */
export class FrameWriter extends Writable implements RasterSink {
	readonly isTTY = true;
	readonly #canvas: Canvas;
	readonly #output: TtyOutput;
	readonly #size: () => WindowSize;
	#shownSize: WindowSize;
	#isOn = false;
	#isScheduled = false;
	#settling: NodeJS.Timeout | undefined;
	#frames = 0;
	#skipped = 0;

	constructor({fd, size, charset = 'utf-8'}: Options) {
		super({decodeStrings: false});
		this.#size = size;
		this.#shownSize = size();
		this.#canvas = createCanvas(this.#shownSize, charset);
		this.#output = createTtyOutput({
			fd,
			onDrained: () => this.#draw(),
			onGone: error => this.emit('gone', error),
		});
	}

	get columns(): number {
		return this.#shownSize.columns;
	}

	get rows(): number {
		return this.#shownSize.rows;
	}

	/** Modes on, screen cleared; what was drawn before is drawn again, for the size that the terminal has now. */
	enter(): void {
		this.#isOn = true;
		this.#output.write(enterScreen);
		this.#fit();
	}

	/** Modes off, for whoever has the terminal next. Waits at most `ms`; false when the terminal did not take all of it. */
	leave(ms: number): boolean {
		this.#isOn = false;
		return this.#output.flush(leaveScreen, ms);
	}

	/**
	 * The end: as `leave`, then `words` on the screen that was there before, and nothing is written after that. Never
	 * waits longer than `ms`; false when the terminal did not take all of it.
	 */
	restore({words = '', ms = 150}: {readonly words?: string; readonly ms?: number} = {}): boolean {
		const text = (this.#isOn ? leaveScreen : '') + words;
		this.#isOn = false;
		const isDone = this.#output.flush(text, ms);
		this.#output.close();
		return isDone;
	}

	/** Draws everything anew, for a screen that others wrote on. */
	repaint(): void {
		this.#canvas.invalidate();
		this.#schedule();
	}

	/**
	 * Puts text on the operator's clipboard (OSC 52), for a key pressed to do so and never by itself. False when it is
	 * too long for terminals to take or the terminal is busy.
	 */
	copy(text: string): boolean {
		if (!this.#isOn || this.busy || Buffer.byteLength(text) > clipboardLimit) {
			return false;
		}

		this.#output.write(`\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`);
		return true;
	}

	/** The terminal changed its size. Storms are waited out, for Ink lays out and draws at once on each `resize`. */
	resized(): void {
		this.#settling ??= setTimeout(() => this.#fit(), settleMs);
	}

	pane(id: string, area: RasterArea, lines: readonly string[]): void {
		this.#canvas.pane(id, area, lines);
		this.#schedule();
	}

	removePane(id: string): void {
		this.#canvas.removePane(id);
		this.#schedule();
	}

	/** Resolves after the frame that is waiting has been written, or at once when none is. */
	async drawn(): Promise<void> {
		await new Promise<void>(resolve => {
			setImmediate(resolve);
		});
	}

	/** True while the terminal has not taken the last frame: publishing more is of no use. */
	get busy(): boolean {
		return this.#output.pending();
	}

	stats(): ReturnType<TtyOutput['stats']> & {readonly frames: number; readonly skipped: number} {
		return {...this.#output.stats(), frames: this.#frames, skipped: this.#skipped};
	}

	override _write(chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
		const text = String(chunk);
		// Modes and the cursor are ours: of what Ink writes only frames count, and none is all control.
		if (text !== '' && !onlyControls.test(text)) {
			this.#canvas.frame(text);
			this.#schedule();
		}

		done();
	}

	#fit(): void {
		clearTimeout(this.#settling);
		this.#settling = undefined;
		this.#shownSize = this.#size();
		this.#canvas.resize(this.columns, this.rows);
		this.emit('resize');
		this.#schedule();
	}

	/** At the end of this turn, so that a frame and the panes laid out with it are one update. */
	#schedule(): void {
		if (!this.#isScheduled) {
			this.#isScheduled = true;
			queueMicrotask(() => {
				this.#isScheduled = false;
				this.#draw();
			});
		}
	}

	#draw(): void {
		if (!this.#isOn) {
			return;
		}

		if (this.#output.pending()) {
			this.#skipped += 1;
			return; // onDrained comes back here
		}

		const changes = this.#canvas.paint();
		if (changes !== '') {
			this.#frames += 1;
			this.#output.write(beginFrame + changes + endFrame);
		}
	}
}

const onlyControls = /^(?:\u001B\[[?>=<]?[\d;]*[a-zA-Z])+$/;

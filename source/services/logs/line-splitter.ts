/** A longer line is cut here, in bytes. */
export const longestLine = 1024 * 1024;

const newline = 0x0a;

/**
 * Makes lines of bytes that come cut anywhere, inside a character too. Line ends are left out, a line that is too long ends
 * with `…`, and bytes that are no UTF-8 become U+FFFD.
 */
export const createLineSplitter = () => {
	let kept: Buffer[] = [];
	let keptBytes = 0;

	const keep = (piece: Buffer) => {
		const room = longestLine + 1 - keptBytes;
		if (room > 0 && piece.length > 0) {
			// A copy: the chunk is the transport's.
			kept.push(Buffer.from(piece.subarray(0, room)));
			keptBytes += Math.min(room, piece.length);
		}
	};

	const take = (): string => {
		const bytes = Buffer.concat(kept, keptBytes);
		kept = [];
		keptBytes = 0;
		return lineOf(bytes);
	};

	return {
		/** The lines that are complete now. */
		push: (chunk: Uint8Array): readonly string[] => {
			const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
			const lines: string[] = [];
			let at = 0;
			for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, at)) {
				if (keptBytes > 0) {
					keep(bytes.subarray(at, end));
					lines.push(take());
				} else {
					lines.push(lineOf(bytes.subarray(at, end)));
				}

				at = end + 1;
			}

			keep(bytes.subarray(at));
			return lines;
		},
		/** The last line, when it has no end. */
		flush: (): readonly string[] => (keptBytes > 0 ? [take()] : []),
	};
};

const lineOf = (bytes: Buffer): string => {
	const line = bytes.toString('utf8', 0, longestLine);
	return bytes.length > longestLine ? `${line}…` : line.endsWith('\r') ? line.slice(0, -1) : line;
};

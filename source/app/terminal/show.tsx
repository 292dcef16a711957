import {render} from 'ink';
import type {ReactNode} from 'react';
import {RasterContext} from '../../views/parts/raster.tsx';
import type {Terminal} from './terminal.ts';

/** Ink on our terminal: whole frames for the writer, one key at a time from our keyboard, no modes of its own. */
export const show = ({writer, input}: Terminal, screen: ReactNode) => {
	const within = (node: ReactNode) => <RasterContext value={writer}>{node}</RasterContext>;
	const ink = render(within(screen), {
		stdout: writer,
		stdin: input,
		debug: true, // one complete frame per commit, at once
		interactive: true, // whatever the variable CI says
		isScreenReaderEnabled: false, // its linear text has no place for panes
		exitOnCtrlC: false,
		patchConsole: false,
	});
	return {
		/** Draws another screen; one that subscribes to a store draws itself. */
		draw: (node: ReactNode): void => ink.rerender(within(node)),
		/** Before `terminal.close()`. */
		unmount: (): void => ink.unmount(),
	};
};

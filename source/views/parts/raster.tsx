import {createContext, useContext, useLayoutEffect, useRef} from 'react';
import {Box, Text, measureElement, type DOMElement} from 'ink';

export type RasterArea = {readonly x: number; readonly y: number; readonly width: number; readonly height: number};

/** Draws panes of ready lines over Ink's frame. The frame writer is one; there is none in tests and without a terminal. */
export type RasterSink = {
	/** Puts or replaces a pane. Columns and rows count from 0. A pane named later covers one named earlier. */
	readonly pane: (id: string, area: RasterArea, lines: readonly string[]) => void;
	readonly removePane: (id: string) => void;
};

export const RasterContext = createContext<RasterSink | undefined>(undefined);

type Props = {
	/** Unique on the screen. */
	readonly id: string;
	readonly width: number;
	readonly height: number;
	/** Sanitised, styled and closed (`paint`), `width` columns each; what is missing below is blank. */
	readonly lines: readonly string[];
};

/**
 * A table or log body. Ink lays out an empty box and the sink draws the lines, which costs a tenth of the same lines
 * as `<Text>`. Without a sink they are drawn as `<Text>`, so that tests see the same screen.
 */
export const Raster = ({id, width, height, lines}: Props) => {
	const sink = useContext(RasterContext);
	const box = useRef<DOMElement>(null);
	// After every commit and not only when the lines change: a banner above moves the box without a change of its own.
	useLayoutEffect(() => {
		if (sink !== undefined && box.current !== null) {
			const {x, y} = measureElement(box.current);
			sink.pane(id, {x, y, width, height}, lines);
		}
	});
	useLayoutEffect(() => () => sink?.removePane(id), [sink, id]);
	return (
		<Box ref={box} flexDirection="column" flexShrink={0} width={width} height={height}>
			{sink === undefined &&
				lines.slice(0, height).map((line, row) => (
					<Text key={row} wrap="truncate">
						{line}
					</Text>
				))}
		</Box>
	);
};

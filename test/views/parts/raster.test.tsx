import {Box, Text} from 'ink';
import {render} from 'ink-testing-library';
import {expect, test} from 'vitest';
import {Raster, RasterContext, type RasterArea} from '../../../source/views/parts/raster.tsx';

const lines = ['\u001B[32mhello     \u001B[0m', 'x'.repeat(10), 'hidden    '];
const screen = (banner: boolean) => (
	<Box flexDirection="column">
		{banner && <Text>banner</Text>}
		<Box borderStyle="single" width={20} height={6} marginLeft={3}>
			<Raster id="table" width={10} height={2} lines={lines} />
		</Box>
	</Box>
);

const recorder = () => {
	const drawn: {id: string; area: RasterArea | undefined; lines: readonly string[]}[] = [];
	return {
		drawn,
		sink: {
			pane: (id: string, area: RasterArea, shown: readonly string[]) => drawn.push({id, area, lines: shown}),
			removePane: (id: string) => drawn.push({id, area: undefined, lines: []}),
		},
	};
};

test('without a sink the lines are drawn as text, cut to the height', () => {
	const {lastFrame, unmount} = render(screen(false));
	expect(lastFrame()).toContain('│\u001B[32mhello ');
	expect(lastFrame()).toContain('│xxxxxxxxxx ');
	expect(lastFrame()).not.toContain('hidden');
	unmount();
});

test('with a sink they are handed over with their place, and Ink draws a blank', () => {
	const {drawn, sink} = recorder();
	const {lastFrame, unmount} = render(<RasterContext value={sink}>{screen(false)}</RasterContext>);
	expect(lastFrame()).not.toContain('hello');
	expect(drawn.at(-1)).toEqual({id: 'table', area: {x: 4, y: 1, width: 10, height: 2}, lines});
	unmount();
	expect(drawn.at(-1)).toEqual({id: 'table', area: undefined, lines: []});
});

test('a pane that only moved is handed over again', () => {
	const {drawn, sink} = recorder();
	const {rerender, unmount} = render(<RasterContext value={sink}>{screen(false)}</RasterContext>);
	rerender(<RasterContext value={sink}>{screen(true)}</RasterContext>);
	expect(drawn.at(-1)?.area).toEqual({x: 4, y: 2, width: 10, height: 2});
	unmount();
});

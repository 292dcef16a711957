import {Box, Text, useStdin} from 'ink';
import SelectInput from 'ink-select-input';
import {useEffect, useSyncExternalStore} from 'react';
import {rowActions, type RowAction} from '../commands/row-actions.ts';
import {sanitize} from '../format/sanitize.ts';
import {layoutOf} from '../store/layout.ts';
import {placeAtHand} from '../store/lists/place.ts';
import type {Store} from '../store/store.ts';
import type {State} from '../store/state.ts';
import {footerLine} from './parts/footer.ts';
import {headerLine} from './parts/header.ts';
import {fit, type Line} from './parts/line.ts';
import {clip} from './parts/overlay.ts';
import {paint} from './parts/paint.ts';
import {Raster} from './parts/raster.tsx';
import {stripLines} from './parts/strip.ts';
import {withOverlay} from './screens/overlay-lines.ts';
import {screenLines, tinyLines} from './screens/screen-lines.ts';
import {shownState} from '../store/selectors/shown-state.ts';

type Props = {readonly store: Store; readonly onAction: (action: RowAction) => void};

/** The one subscription. Below it everything is a function of the state. */
export const Root = ({store, onAction}: Props) => {
	const state = useSyncExternalStore(store.subscribe, store.getState);
	const {columns, rows, theme} = state.ui;
	const {tiny, strip, body} = layoutOf(state.ui);
	const painted = (lines: readonly Line[]) => lines.map(line => paint(fit(line, columns), theme));
	if (tiny) {
		return <Raster id="tiny" width={columns} height={rows} lines={painted(tinyLines(state))} />;
	}

	const menuWidth = state.ui.overlay?.kind === 'menu' ? Math.min(34, Math.floor(columns / 2)) : 0;
	return (
		<Box flexDirection="column" width={columns} height={rows}>
			<Raster id="header" width={columns} height={1} lines={painted([headerLine(shownState(state), columns)])} />
			<Raster
				id="strip"
				width={columns}
				height={strip.height}
				lines={painted(stripLines(shownState(state), columns, strip.height))}
			/>
			<Box height={body.height}>
				<Raster
					id="body"
					width={columns - menuWidth}
					height={body.height}
					lines={withOverlay(state, screenLines(state)).map(line => paint(clip(line, columns - menuWidth), theme))}
				/>
				{menuWidth > 0 && <Menu state={state} width={menuWidth} onAction={onAction} />}
			</Box>
			<Raster id="footer" width={columns} height={1} lines={painted([footerLine(state, columns)])} />
		</Box>
	);
};

type MenuProps = {readonly state: State; readonly width: number; readonly onAction: (action: RowAction) => void};

/** What can be done with the selected row: a list of choices. Everything in it only looks; nothing changes a server. */
const Menu = ({state, width, onAction}: MenuProps) => {
	const {setRawMode} = useStdin();
	useEffect(() => {
		setRawMode(true);
		return () => setRawMode(false);
	}, [setRawMode]);
	const {cluster, instance, node} = placeAtHand(state);
	const items = rowActions(state).map(action => ({
		key: action.id,
		label: `${action.title.padEnd(18)}${action.keys[0] ?? ''}`,
		value: action,
	}));
	return (
		<Box flexDirection="column" width={width} borderStyle="single" paddingX={1}>
			<Text bold wrap="truncate">
				{sanitize(instance ?? node ?? cluster ?? 'Actions', 'cell')}
			</Text>
			<SelectInput
				items={items}
				limit={Math.max(3, layoutOf(state.ui).body.height - 4)}
				onSelect={({value}) => onAction(value)}
			/>
		</Box>
	);
};

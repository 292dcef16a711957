import uFuzzy from '@leeoniya/ufuzzy';
import type {State} from '../store/state.ts';
import type {Intent} from './command.ts';
import {screenOf} from './keymap.ts';
import {commands} from './registry.ts';

export type Entry = {readonly label: string; readonly about: string; readonly prepare: (state: State) => Intent};

/** Everything the palette can find: commands that work here, clusters, instances, nodes. */
const entries = (state: State): readonly Entry[] => {
	const screen = screenOf(state);
	const {model} = state.inventory;
	const open = (id: 'cluster' | 'instance' | 'node', subject: string) => (): Intent => ({
		event: {type: 'screen-opened', screen: id, subject},
	});
	return [
		...commands
			.filter(
				({id, on, group}) => group !== 'move' && id !== 'palette.open' && (on === 'everywhere' || on.includes(screen)),
			)
			.map(({id, title, keys, prepare}) => ({label: `${title}`, about: `${keys[0] ?? ''}  ${id}`, prepare})),
		...(model?.clusters ?? []).map(({name, module}) => ({
			label: name,
			about: `cluster (${module})`,
			prepare: open('cluster', name),
		})),
		...(model?.clusters ?? []).flatMap(cluster =>
			cluster.module === 'pgsql'
				? cluster.instances.map(({name, ip}) => ({
						label: name,
						about: `instance on ${ip}`,
						prepare: open('instance', name),
					}))
				: [],
		),
		...(model?.nodes ?? []).map(({ip, name}) => ({
			label: name === undefined ? ip : `${ip} ${name}`,
			about: 'node',
			prepare: open('node', ip),
		})),
	];
};

const fuzzy = new uFuzzy({intraMode: 1});

/** The entries that match, best first; all of them while nothing is typed. */
export const paletteEntries = (state: State, text: string): readonly Entry[] => {
	const all = entries(state);
	if (text.trim() === '') {
		return all;
	}

	const labels = all.map(({label, about}) => `${label} ${about}`);
	const [indexes, , order] = fuzzy.search(labels, text);
	const ranked = order === null ? (indexes ?? []) : order.map(position => indexes[position] ?? 0);
	return ranked.flatMap(index => all[index] ?? []);
};

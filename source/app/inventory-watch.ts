import type {Clock} from '../services/clock.ts';
import type {Store} from '../store/store.ts';
import {inventoryStamp, readInventoryFiles} from './inventory-file.ts';

/** An edit is noticed within this, so it is on screen within two seconds. */
const lookEveryMs = 1000;

/** Reads the inventory into the store. A file that cannot be read is a problem like any other. */
export const loadInventory = (store: Store, file: string, clock: Clock): void => {
	const {sha256, reading} = readInventoryFiles(file);
	store.dispatch({type: 'inventory-read', now: clock.now(), path: file, sha256, reading});
};

/** Looks at the files each second and reads them again when they changed, until `signal` aborts. */
export const watchInventory = async (store: Store, file: string, clock: Clock, signal: AbortSignal): Promise<void> => {
	let seen = stampOf(file);
	while (!signal.aborted) {
		await clock.sleep(lookEveryMs, signal);
		const stamp = stampOf(file);
		if (stamp !== seen && !signal.aborted) {
			seen = stamp;
			loadInventory(store, file, clock);
		}
	}
};

const stampOf = (file: string): string => {
	try {
		return inventoryStamp(file);
	} catch (error) {
		return String(error);
	}
};

import type {Reason} from '../classification.ts';
import {hole} from '../hole.ts';
import {type Argument, isExact} from './argument.ts';
import {type Place, reason} from './call.ts';
import {isAbove, isSurelyWithin, isWithin, lastName, type Path, pathOf} from './path.ts';
import {
	businessPlaces,
	harmlessDevices,
	processLinks,
	publicPlaces,
	readablePlaces,
	secretNames,
	shippedNames,
	secretPlaces,
	temporaryPlaces,
	vitalNames,
	vitalPlaces,
} from './tables/places.ts';

const inAny = (path: Path, places: readonly (readonly string[])[]): boolean =>
	places.some(place => isWithin(path, place));
const aboveAny = (path: Path, places: readonly (readonly string[])[]): boolean =>
	places.some(place => isAbove(path, place));

/** What it means to read a file: nothing when the guide allows it. */
export const readReasons = (file: Argument, {cwd}: Pick<Place, 'cwd'>): readonly Reason[] => {
	if (file.text === '-') {
		return [];
	}

	const path = pathOf(file, cwd);
	return [...climbing(path), ...contentReasons(file, path)];
};

/** The same for a command that goes down into directories. */
export const readAllReasons = (file: Argument, place: Pick<Place, 'cwd'>): readonly Reason[] => {
	const path = pathOf(file, place.cwd);
	return [
		...readReasons(file, place),
		...(aboveAny(path, secretPlaces)
			? [reason('read-secret', 'confirm', 'there are passwords and keys below it', 'secret')]
			: []),
		...(aboveAny(path, businessPlaces)
			? [reason('read-data', 'business-data', 'there is business data below it')]
			: []),
	];
};

/** Names, sizes and dates of files are no contents; only where a path leads has to be plain. */
export const nameReasons = (file: Argument, {cwd}: Pick<Place, 'cwd'>): readonly Reason[] =>
	climbing(pathOf(file, cwd));

const climbing = ({climbs}: Path): readonly Reason[] =>
	climbs ? [reason('path-climbs', 'confirm', 'a path with .. leads where links lead it')] : [];

const contentReasons = (file: Argument, path: Path): readonly Reason[] => {
	const secret = [reason('read-secret', 'confirm', 'a file of passwords or keys', 'secret')];
	const data = [reason('read-data', 'business-data', 'a file of the database or of a backup')];
	const name = lastName(path);
	if (inAny(path, publicPlaces) && isExact(file)) {
		return [];
	}

	if (inAny(path, secretPlaces) || secretNames.test(name) || secretNames.test(name.replaceAll(/[*?]|\[.*?\]/g, ''))) {
		return secret;
	}

	if (inAny(path, businessPlaces) || /^\/dev\/(?:sd|vd|nvme|xvd|dm-|mapper|mem|disk|loop|md)/.test(file.text)) {
		return data;
	}

	const linked = path.segments?.[1] === 'proc' && processLinks.test(path.segments[3] ?? '');
	const pigsty =
		path.segments?.[0] === '~' && path.segments[1] === 'pigsty' && shippedNames.test(path.segments[2] ?? 'files');
	return !linked && !file.text.includes(hole) && (pigsty || readablePlaces.some(place => isSurelyWithin(path, place)))
		? []
		: [reason('read-elsewhere', 'confirm', 'a file that the guide does not name')];
};

export type Weight = 'vital' | 'temporary' | 'harmless' | 'other' | 'unknown';

/** What a file is to the deployment when it is written, moved or deleted. */
export const weightOf = (file: Argument, {cwd}: Pick<Place, 'cwd'>): Weight => {
	if (harmlessDevices.has(file.text) || file.text.startsWith('/dev/fd/')) {
		return 'harmless';
	}

	const path = pathOf(file, cwd);
	const temporary = temporaryPlaces.some(place => isSurelyWithin(path, place)) && !path.climbs;
	if (inAny(path, vitalPlaces) || (vitalNames.test(lastName(path)) && !temporary) || patternsVital(path)) {
		return 'vital';
	}

	if (path.segments === undefined || file.text.includes(hole)) {
		return 'unknown';
	}

	// A relative name counts as where it seems to be only when it does harm: a `cd` before it may have failed.
	return temporary && path.segments.length > 2 && file.text.startsWith('/') ? 'temporary' : 'other';
};

/** Whether it is a directory that a vital place lies in, such as the root or a home. */
export const holdsVital = (file: Argument, {cwd}: Pick<Place, 'cwd'>): boolean =>
	aboveAny(pathOf(file, cwd), [...vitalPlaces, ...temporaryPlaces]);

const patternsVital = ({segments}: Path): boolean =>
	aboveAny(
		{segments, climbs: false},
		vitalPlaces.filter(place => place.length === segments?.length),
	) ||
	(/[*?[]/.test(segments?.at(-1) ?? '') && segments?.[0] === '~' && segments[1] === 'pigsty');

/** What it means to write to a file. */
export const writeReasons = (file: Argument, place: Pick<Place, 'cwd'>): readonly Reason[] => {
	switch (weightOf(file, place)) {
		case 'harmless':
			return [];
		case 'vital':
			return [reason('write-vital', 'destructive', 'overwrites what the node or the deployment lives on')];
		case 'unknown':
			return [reason('write', 'confirm', 'writes a file whose name is only known when it runs', 'opaque')];
		case 'temporary':
		case 'other':
			return [reason('write', 'confirm', 'writes a file')];
	}
};

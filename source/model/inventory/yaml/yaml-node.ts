/** Where something is written. `line` is 1-based; undefined when the whole file is meant. */
export type Place = {readonly file: string; readonly line: number | undefined};

export type ScalarValue = string | number | boolean | null;

/**
 * YAML as Ansible's loader sees it, with the place of each value. `null` stays `null` here, because Ansible tells an
 * empty value from a missing one; the model turns it into `undefined`.
 */
export type YamlNode = YamlScalar | YamlList | YamlMap;

export type YamlScalar = Place & {
	readonly kind: 'scalar';
	readonly value: ScalarValue;
	/** `vault`: the value is encrypted and not here. `unsafe`: Jinja in it is plain text. */
	readonly tag: 'vault' | 'unsafe' | undefined;
};
export type YamlList = Place & {readonly kind: 'list'; readonly items: readonly YamlNode[]};
export type YamlMap = Place & {readonly kind: 'map'; readonly entries: ReadonlyMap<string, YamlEntry>};

/** One `key: value`. Its place is that of the key; `keyIsText` is false for `6379:`, `true:` and the like. */
export type YamlEntry = Place & {readonly key: string; readonly keyIsText: boolean; readonly value: YamlNode};

/** What stands for a value that `ansible-vault` has encrypted. */
export const vaultText = '<vault>';

/** In words, for problems: what kind of value this is, never the value. */
export const kindOf = (node: YamlNode): string => {
	if (node.kind !== 'scalar') {
		return node.kind === 'map' ? 'a map' : 'a list';
	}

	if (node.value === null) {
		return 'empty';
	}

	return words[typeof node.value] ?? 'text';
};

const words: Readonly<Record<string, string>> = {number: 'a number', boolean: 'true or false'};

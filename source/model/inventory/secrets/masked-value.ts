import {secret, type Secret} from '../../secret.ts';
import {carriesSecret, isSecretName} from './secret-names.ts';
import {vaultText, type ScalarValue, type YamlEntry, type YamlNode} from '../yaml/yaml-node.ts';

/**
 * Gives the plain value of a variable, with each secret in it wrapped, at any depth: by the name of its key, or because its
 * text carries a password. Empty texts, booleans and nothing stay readable, because they hide nothing.
 */
export const maskedValues = (): ((entry: YamlEntry) => unknown) => {
	// A variable of `all` is one value on every host; it is made once.
	const made = new Map<YamlEntry, unknown>();
	return entry => {
		const known = made.get(entry);
		if (known !== undefined) {
			return known;
		}

		const masked = mask(entry.value, isSecretName(entry.key));
		made.set(entry, masked);
		return masked;
	};
};

const mask = (node: YamlNode, hidden: boolean): unknown => {
	if (node.kind === 'list') {
		return node.items.map(item => mask(item, hidden));
	}

	return node.kind === 'map'
		? Object.fromEntries([...node.entries].map(([key, {value}]) => [key, mask(value, hidden || isSecretName(key))]))
		: maskScalar(node.value, hidden);
};

const maskScalar = (value: ScalarValue, hidden: boolean): ScalarValue | Secret => {
	if (value === null || value === '' || typeof value === 'boolean' || value === vaultText) {
		return value;
	}

	return hidden || (typeof value === 'string' && carriesSecret(value)) ? secret(String(value)) : value;
};

/** Text for a screen: undefined for what is secret or no scalar. */
export const shownText = ({key, value}: YamlEntry): string | undefined => {
	const masked = value.kind === 'scalar' ? maskScalar(value.value, isSecretName(key)) : null;
	return typeof masked === 'object' ? undefined : String(masked);
};

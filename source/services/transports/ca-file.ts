import {readFileSync} from 'node:fs';

export type CaFile = {readonly path: string; /** PEM. */ readonly text: string};

/** The first of the files that can be read and holds a certificate. Undefined when there is none: TLS is then not verified. */
export const findCa = (paths: readonly string[]): CaFile | undefined => {
	for (const path of paths) {
		const text = readOrNothing(path);
		if (text.includes('-----BEGIN CERTIFICATE-----')) {
			return {path, text};
		}
	}

	return undefined;
};

const readOrNothing = (path: string): string => {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
};

import {errorText} from '../format/error-text.ts';

/** Why a file cannot be read or written, in words; what the operating system calls it when it is something rare. */
export const fileProblem = (error: unknown): string => {
	const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
	return sentences[code] ?? errorText(error);
};

const sentences: Readonly<Record<string, string>> = {
	ENOENT: 'there is no such file',
	EACCES: 'permission denied; run as the user that may read it',
	EPERM: 'permission denied; run as the user that may read it',
	EISDIR: 'it is a folder, not a file',
	ENOTDIR: 'a part of its path is not a folder',
	ELOOP: 'its links go round in a circle',
	ENOSPC: 'no space is left on the device',
	EIO: 'the device fails',
};

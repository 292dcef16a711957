/** What an error of a socket means, by its code. Undefined for one that is not about the network. */
export const socketError = (error: unknown): string | undefined => {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	return typeof code === 'string' ? meanings[code] : undefined;
};

const meanings: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'nothing listens there (connection refused)',
	ECONNRESET: 'the connection was reset',
	EPIPE: 'the connection was reset',
	EHOSTUNREACH: 'no route to the host, or it is off',
	EHOSTDOWN: 'the host is down',
	ENETUNREACH: 'no route to its network',
	ETIMEDOUT: 'no answer from the network',
	ENOTFOUND: 'the name is not known (DNS)',
	EAI_AGAIN: 'the name cannot be looked up now (DNS)',
};

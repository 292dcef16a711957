import {sanitize} from '../../format/sanitize.ts';

/** Why a TLS connection is not trusted or not possible, and what to do. Undefined when the error is about something else. */
export const tlsError = (error: unknown): {readonly said: string; readonly advice: string} | undefined => {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	const message = error instanceof Error ? sanitize(error.message, 'cell').slice(0, 200) : '';
	if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
		return {
			said: 'its certificate is valid, but for other names and addresses; it was not trusted',
			advice: 'Find out who answers there; or issue its certificate anew with this address in it',
		};
	}

	if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
		return {
			said: `its certificate ${code === 'CERT_HAS_EXPIRED' ? 'has expired' : 'is not valid yet'}; it was not trusted`,
			advice: 'Issue its certificate anew; or check the clocks of both hosts',
		};
	}

	if (untrusted.has(code)) {
		return {
			said: `its certificate is not signed by the CA that we have (${code}); it was not trusted`,
			advice:
				'Compare files/pki/ca/ca.crt with /etc/pki/ca.crt there; a rebuilt host may have the CA of another Pigsty',
		};
	}

	return /^ERR_SSL_|^EPROTO$|^ERR_TLS_/.test(code)
		? {
				said: `TLS could not be agreed on: ${message}`,
				advice: 'Check that this port speaks TLS there, and which versions',
			}
		: undefined;
};

const untrusted = new Set([
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'CERT_SIGNATURE_FAILURE',
	'CERT_UNTRUSTED',
	'CERT_REVOKED',
	'INVALID_CA',
	'INVALID_PURPOSE',
]);

import {isSecret} from '../model/secret.ts';
import {isSecretName} from '../model/inventory/secrets/secret-names.ts';

const mask = '‹secret›';

/**
 * A value for a file that others may read: wrapped secrets, members whose name says that they are one, and the forms that
 * passwords take inside texts are replaced by their mask, at any depth.
 */
export const redact = (value: unknown): unknown => {
	if (typeof value === 'string') {
		return redactText(value);
	}

	if (Array.isArray(value)) {
		return value.map(item => redact(item));
	}

	if (isSecret(value)) {
		return mask;
	}

	return typeof value === 'object' && value !== null
		? Object.fromEntries(
				Object.entries(value).map(([name, member]) => [
					redactText(name),
					isSecretName(name) && member !== undefined ? mask : redact(member),
				]),
			)
		: value;
};

/** Rather once too often: what is cut out of a record can be found in the plan; what is in it stays. */
export const redactText = (text: string): string =>
	forms.reduce((sofar, [form, instead]) => sofar.replaceAll(form, instead), text);

const forms: readonly (readonly [RegExp, string])[] = [
	[/-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, mask],
	[/([a-z][a-z0-9+.-]*:\/\/[^\s:/?#@]*):[^\s/]+@/gi, `$1:${mask}@`],
	[/SCRAM-SHA-256\$[^\s'"]+/gi, mask],
	[/\bmd5[0-9a-f]{32}\b/gi, mask],
	[/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, mask],
	[/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, mask],
	[/(authorization\s*[:=]\s*(?:\w+\s+)?)[^\s'"]+/gi, `$1${mask}`],
	[/(\bpassword\s+)(?:[ue]&?)?'(?:[^']|'')*(?:'|$)/gi, `$1'${mask}'`],
	[/(\bpassword\s+)(\$\w*\$)[^]*?(?:\2|$)/gi, `$1'${mask}'`],
	[
		/((?:pass(?:word|wd|phrase)?|pwd|secret|token|api_?key|access_?key|secret_?key|cipher_?pass|_pass)["']?\s*[=:]\s*)(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^\s,;&}"']+)/gi,
		`$1${mask}`,
	],
	[/(sshpass\s+-p\s*)\S+/gi, `$1${mask}`],
];

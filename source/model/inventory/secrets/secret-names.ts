/** Whether a variable or a key of this name holds a secret, so that its value is never shown. Rather once too often. */
export const isSecretName = (name: string): boolean =>
	secretNames.has(name) || (secretPattern.test(name) && !publicPattern.test(name));

/** Whether a text shows a password whatever it is called: in a URL, a connection string, options or a command line. */
export const carriesSecret = (text: string): boolean => urlUserInfo.test(text) || assignment.test(text);

/** Maps of user name → password, whose own name does not say so. */
const secretNames: ReadonlySet<string> = new Set(['nginx_users', 'PGPASSWORD']);

const secretPattern =
	/pass(?!rls|word_encryption)|passwd|secret|token|credential|api_?key|access_?key|cipher|[-_]key$|^key$|pgurl|_url$|^url$|pwd$/i;

/** Names of files, the user name of MinIO's root, and words that only look alike. */
const publicPattern = /^minio_access_key$|_file$|_path$|_dir$|^cipher_type$|pass_?through/i;

const urlUserInfo = /[a-z][a-z0-9+.-]*:\/\/[^\s/?#@]+@/i;
const assignment = /(?:pass(?:word|wd)?|secret|token|api_?key|access_?key)\w*\s*[=:]\s*\S|sshpass\s+-p/i;

/** What an option of ansible-playbook means to its class. */
export type OptionMeaning =
	| 'neutral'
	| 'help'
	| 'check'
	| 'list'
	| 'list-tasks'
	| 'limit'
	| 'tags'
	| 'skip-tags'
	| 'start-at'
	| 'extra-vars'
	| 'inventory'
	/** Runs a local program, loads foreign code, or changes who connects, how, and to what. */
	| 'refused';

export type PlaybookOption = {
	/** All spellings, `-x` and `--long`; the first long one is its name in messages. */
	readonly spellings: readonly string[];
	readonly takesValue: boolean;
	readonly meaning: OptionMeaning;
};

const row =
	(takesValue: boolean) =>
	(meaning: OptionMeaning, ...spellings: readonly string[]): PlaybookOption => ({spellings, takesValue, meaning});
const flag = row(false);
const valued = row(true);

/** Every option of ansible-playbook in ansible-core 2.14 to 2.18. What is not here does not exist, and is refused. */
export const playbookOptions: readonly PlaybookOption[] = [
	flag('help', '--help', '-h'),
	flag('help', '--version'),
	flag('neutral', '--verbose', '-v'),
	flag('neutral', '--ask-pass', '-k'),
	flag('neutral', '--ask-become-pass', '-K'),
	flag('neutral', '--ask-vault-password', '--ask-vault-pass', '-J'),
	flag('neutral', '--become', '-b'),
	flag('check', '--check', '-C'),
	flag('neutral', '--diff', '-D'),
	flag('neutral', '--force-handlers'),
	flag('neutral', '--flush-cache'),
	flag('neutral', '--step'),
	flag('list', '--list-hosts'),
	flag('list', '--list-tags'),
	flag('list-tasks', '--list-tasks'),
	flag('list', '--syntax-check'),
	valued('limit', '--limit', '-l'),
	valued('tags', '--tags', '-t'),
	valued('skip-tags', '--skip-tags'),
	valued('start-at', '--start-at-task'),
	valued('extra-vars', '--extra-vars', '-e'),
	valued('inventory', '--inventory', '--inventory-file', '-i'),
	valued('neutral', '--forks', '-f'),
	valued('neutral', '--timeout', '-T'),
	valued('refused', '--module-path', '-M'),
	valued('refused', '--user', '-u'),
	valued('refused', '--connection', '-c'),
	valued('refused', '--private-key', '--key-file'),
	valued('refused', '--ssh-common-args'),
	valued('refused', '--ssh-extra-args'),
	valued('refused', '--sftp-extra-args'),
	valued('refused', '--scp-extra-args'),
	valued('refused', '--become-method'),
	valued('refused', '--become-user'),
	valued('refused', '--become-password-file', '--become-pass-file'),
	valued('refused', '--connection-password-file', '--conn-pass-file'),
	valued('refused', '--vault-id'),
	valued('refused', '--vault-password-file', '--vault-pass-file'),
];

import {words} from './words.ts';

/** Settings that the guard of the session sets, or that would undo one of them. */
export const guardSettings: ReadonlySet<string> = new Set(
	words(`
		transaction_read_only default_transaction_read_only search_path statement_timeout lock_timeout
		idle_in_transaction_session_timeout idle_session_timeout transaction_timeout standard_conforming_strings
		backslash_quote client_encoding row_security role session_authorization session_replication_role
		transaction_isolation transaction_deferrable
	`),
);

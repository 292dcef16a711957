import {expect, test} from 'vitest';
import {policyCases} from '../../kit/policy-cases.ts';
import {classifyShell, shellParser} from '../../kit/shell.ts';

test('the two readers agree on every sample but these', () => {
	const doubted = ['shell-cases.jsonl', 'shell-own.jsonl']
		.flatMap(policyCases)
		.filter(({cmd}) => shellParser(cmd).doubt !== undefined)
		.map(({cmd}) => cmd);
	expect(doubted).toEqual(['exec 3<> /etc/passwd', '{rm,-rf,/pg/data}', 'echo $\\\n(rm -rf /pg/data)']);
});

test('what only one of them takes for a script is refused', () => {
	// The grammar of tree-sitter does not know a here-string after other redirections.
	const text = 'df 2>/dev/null <<<x';
	expect(shellParser(text)).toMatchObject({ok: true, doubt: 'the second reader finds an error in it'});
	expect(classifyShell(text)).toMatchObject({class: 'rejected', reasons: [{rule: 'shell.readers-differ'}, {}]});
	// The grammar of tree-sitter takes it; Bash and our reader do not.
	expect(classifyShell('df ;;')).toMatchObject({class: 'rejected', reasons: [{rule: 'shell.syntax'}]});
});

test('what one of them sees to destroy is told as that, not as a disagreement', () => {
	expect(classifyShell('{rm,-rf,/pg/data}')).toMatchObject({class: 'destructive', reasons: [{rule: 'shell.remove'}]});
});

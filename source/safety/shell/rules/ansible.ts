import {classifyAnsible} from '../../ansible/classify-ansible.ts';
import {classification, type Reason} from '../../classification.ts';
import {reason, type Rule} from '../call.ts';

/** `ansible-playbook`, the playbooks by their own names, `ansible` and its other programs. */
export const ansible: Rule = ({name, args, place, runText}) => [
	...classifyAnsible([name, ...args.map(({text}) => text)], {
		classifyCommand: text => classification(runText(text)),
	}).reasons,
	...(place.cwd === '~/pigsty'
		? []
		: [reason('ansible-elsewhere', 'confirm', 'not in the home of Pigsty: another playbook')]),
];

/** Wrappers of Pigsty around its playbooks. They ask nothing themselves. */
const changing = new Set(
	'pgsql-add pgsql-user pgsql-db pgsql-hba pgsql-svc pgsql-ext pgmon-add node-add redis-add etcd-add minio-add repo-add kafka-add mysql-add'.split(
		' ',
	),
);

/** A script in Pigsty's `bin`. */
export const wrapper = (script: string): readonly Reason[] => {
	if (/-rm$|-remove$|-purge$/.test(script)) {
		return [reason('wrapper-removal', 'destructive', `bin/${script} removes without asking`)];
	}

	return changing.has(script)
		? [reason('wrapper', 'confirm', `bin/${script} runs a playbook`)]
		: [reason('unknown-command', 'confirm', `no rule says that bin/${script} is harmless`, 'unknown')];
};

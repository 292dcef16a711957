import type {Action, ActionKind, ActionsByKind} from '../model/action.ts';
import type {Facts} from './facts.ts';
import {
	backupPlan,
	checkBackupPlan,
	checkpointPlan,
	dropSlotPlan,
	pitrPlan,
	sessionPlan,
} from './plans/database-plan.ts';
import {memberNamed} from './plans/members.ts';
import {
	editConfigPlan,
	failoverPlan,
	pausePlan,
	reinitPlan,
	reloadPlan,
	restartClusterPlan,
	restartMemberPlan,
	resumePlan,
	switchoverPlan,
} from './plans/patroni-plan.ts';
import {PlanProblem} from './plans/plan-problem.ts';
import {
	addReplicaPlan,
	databasePlan,
	hbaPlan,
	monitorPlan,
	removeClusterPlan,
	removeEtcdPlan,
	removeMinioPlan,
	removeNodePlan,
	removeRedisPlan,
	removeReplicaPlan,
	servicePlan,
	userPlan,
} from './plans/playbook-plan.ts';
import type {Step} from './step.ts';

/** What will be done, in order; or why that cannot be said. There is never an empty list of steps. */
export type Plan = {readonly steps: readonly [Step, ...Step[]]} | {readonly problem: string};

/** Total: a kind without a plan does not compile. */
const planners: {readonly [Kind in ActionKind]: (action: ActionsByKind[Kind], facts: Facts) => readonly Step[]} = {
	'session.cancel': sessionPlan,
	'session.terminate': sessionPlan,
	'patroni.switchover': switchoverPlan,
	'patroni.failover': failoverPlan,
	'patroni.restart-member': restartMemberPlan,
	'patroni.restart-cluster': restartClusterPlan,
	'patroni.reload': reloadPlan,
	'patroni.reinit': reinitPlan,
	'patroni.pause': pausePlan,
	'patroni.resume': resumePlan,
	'patroni.edit-config': editConfigPlan,
	'instance.checkpoint': checkpointPlan,
	'slot.drop': dropSlotPlan,
	'backup.run': backupPlan,
	'backup.check': checkBackupPlan,
	'playbook.user': userPlan,
	'playbook.database': databasePlan,
	'playbook.hba': hbaPlan,
	'playbook.service': servicePlan,
	'playbook.monitor': monitorPlan,
	'playbook.add-replica': addReplicaPlan,
	'playbook.remove-replica': removeReplicaPlan,
	'playbook.remove-cluster': removeClusterPlan,
	'playbook.remove-node': removeNodePlan,
	'playbook.remove-redis': removeRedisPlan,
	'playbook.remove-etcd': removeEtcdPlan,
	'playbook.remove-minio': removeMinioPlan,
	'pitr.plan': pitrPlan,
	'operator.psql': ({instance, database}, facts) => {
		const {ip, port} = memberNamed(facts, instance.name);
		return [{via: 'terminal', ip, argv: ['psql', `--host=${ip}`, `--port=${port}`, `--dbname=${database}`]}];
	},
	'operator.ssh': ({host}) => [{via: 'terminal', ip: host.ip, argv: ['ssh', '--', host.ip]}],
};

/** Pure and total. What is shown, what runs and what is audited all come from this one value. */
export const plan = (action: Action, facts: Facts): Plan => {
	if (!Object.hasOwn(planners, action.kind)) {
		return {problem: `there is no plan for ${action.kind}`};
	}

	try {
		const [first, ...rest] = planned(action.kind, action, facts);
		return first === undefined ? {problem: 'there is nothing to do'} : {steps: [first, ...rest]};
	} catch (error) {
		return {problem: error instanceof PlanProblem ? error.message : `the plan cannot be made: ${String(error)}`};
	}
};

const planned = <Kind extends ActionKind>(kind: Kind, action: ActionsByKind[Kind], facts: Facts): readonly Step[] =>
	planners[kind](action, facts);

/** Every host that Ansible will be told to act on. */
export const playbookHosts = (steps: readonly Step[]): readonly string[] => [
	...new Set(steps.flatMap(step => (step.via === 'ansible' ? step.hosts : []))),
];

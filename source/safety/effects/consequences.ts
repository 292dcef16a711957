import type {Action, ActionKind, ActionsByKind} from '../../model/action.ts';
import type {Facts} from '../facts.ts';
import {clusterConsequences} from './cluster-consequences.ts';
import type {Consequences, ConsequencesOf} from './consequence.ts';
import {playbookConsequences} from './playbook-consequences.ts';

/** Total: a kind without a way back, or the admission that there is none, does not compile. */
const table: {readonly [Kind in ActionKind]: ConsequencesOf<Kind>} = {...clusterConsequences, ...playbookConsequences};

export const consequences = (action: Action, facts: Facts): Consequences => of(action.kind, action, facts);

const of = <Kind extends ActionKind>(kind: Kind, action: ActionsByKind[Kind], facts: Facts): Consequences =>
	table[kind](action, facts);

import type {Subject} from '../../model/finding.ts';
import type {Place} from './list-definition.ts';

/** What of the fleet a finding is about. */
export const placeOfSubject = ({kind, name, cluster}: Subject): Place => ({
	cluster: kind === 'cluster' ? name : cluster,
	instance: kind === 'instance' ? name : undefined,
	node: kind === 'node' ? name : undefined,
});

import type {State} from '../state.ts';

/** With more nodes than this, only the logs of what is looked at are followed and shown. */
const smallFleetNodes = 24;

/** True for a fleet so small that the logs of all its databases are followed. */
export const followsAll = ({inventory: {model}}: State): boolean => (model?.nodes.length ?? 0) <= smallFleetNodes;

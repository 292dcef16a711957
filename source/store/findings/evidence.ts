import type {Evidence} from '../../model/finding.ts';
import type {SourceId} from '../../model/sample.ts';
import type {Seen} from '../freshness.ts';

/** What a source said of its target, with the time at which it said so. */
export const evidence = (id: SourceId, target: string, {at, failingSince}: Seen<unknown>, text: string): Evidence => ({
	source: `${id} ${target}`,
	text,
	at: at ?? failingSince ?? 0,
});

/** That a source does not answer, and since when. */
export const failure = (id: SourceId, target: string, {problem, failingSince, at}: Seen<unknown>): Evidence => ({
	source: `${id} ${target}`,
	text: problem?.split('\n')[0] ?? 'its newest answer is old',
	at: failingSince ?? at ?? 0,
});

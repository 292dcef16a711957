import {age} from '../../format/age.ts';
import {isoSeconds} from '../../format/time.ts';
import {findingDetail} from '../../store/selectors/finding-rows.ts';
import type {State} from '../../store/state.ts';
import {severityTone} from '../panes/clusters.ts';
import {fit, span, type Line} from '../parts/line.ts';
import {wrapWords} from '../parts/wrap-words.ts';
import {marks} from '../theme.ts';

/** One finding: what it means, what it rests on, and what to do, the harmless first. */
export const findingLines = (state: State, id: string | undefined, width: number): readonly Line[] => {
	const detail = id === undefined ? undefined : findingDetail(state, id);
	if (detail === undefined) {
		return [[span(' This condition has passed: it is no longer found. esc goes back.', 'ok')]];
	}

	const {finding, about, docs, ageMs, isFromStart, evidence} = detail;
	const tone = severityTone[finding.severity];
	return [
		[],
		[span(` ${marks[finding.severity]} ${finding.severity}  `, tone), span(finding.subject.name, 'strong')],
		...wrapWords(finding.title, width - 4).map((text): Line => [span('   '), span(text, tone)]),
		[],
		...(about === undefined ? [] : wrapWords(about, width - 4).map((text): Line => [span('   '), span(text)])),
		[
			span(
				isFromStart
					? `   there when we first looked, ${age(ageMs)} ago`
					: `   since ${isoSeconds(finding.since)}, for ${age(ageMs)}`,
				'dim',
			),
		],
		[],
		[span(' Evidence', 'accent')],
		...evidence.flatMap(({source, text, ageMs: seenAgeMs}) => [
			[span(`   ${source}`, 'dim'), span(`  ${age(seenAgeMs)} ago`, 'dim')],
			...wrapWords(text, width - 8).map((line): Line => [span('     '), span(line)]),
		]),
		[],
		[span(' What to do, in order of risk', 'accent')],
		...finding.advice.flatMap((advice, index) =>
			wrapWords(advice.text, width - 22).map((text, line): Line =>
				line === 0
					? [
							span(`  ${index + 1}. `, 'key'),
							span(text),
							span(advice.class === 'allowed' ? '' : `  (${advice.class})`, 'warn'),
						]
					: [span('     '), span(text)],
			),
		),
		[],
		[span(` rule ${finding.rule}${docs === undefined ? '' : `, ${docs}`}`, 'dim')],
	].map(line => fit(line, width));
};

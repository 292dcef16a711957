import type {Finding} from '../../model/finding.ts';
import {fleetOf} from '../fleet-index.ts';
import type {Screen, State} from '../state.ts';
import type {Selected} from './list-definition.ts';
import {placeOfSubject} from './place-of-subject.ts';

/** What a screen that is a text offers: from a finding to what it is about, from an instance to its host. */
export const textSelected = (state: State, {id, subject}: Screen): Selected | undefined => {
	if (subject === undefined) {
		return undefined;
	}

	if (id === 'finding') {
		const finding = state.findings.find(each => each.id === subject);
		return finding && {at: placeOfSubject(finding.subject), open: screenOf(finding), copy: findingText(finding)};
	}

	if (id === 'instance') {
		const ip = fleetOf(state).instances.get(subject)?.instance.ip;
		const open = ip === undefined ? undefined : ({screen: 'node', subject: ip} as const);
		return {at: {instance: subject}, open, copy: subject};
	}

	return id === 'node' ? {at: {node: subject}, open: undefined, copy: subject} : undefined;
};

const screenOf = ({subject: {kind, name}}: Finding): Selected['open'] => {
	switch (kind) {
		case 'cluster':
		case 'instance':
		case 'node':
			return {screen: kind, subject: name};
		case 'inventory':
			return {screen: 'inventory', subject: undefined};
		case 'fleet':
			return undefined;
	}
};

/** A finding as it is sent to a colleague. */
const findingText = ({severity, subject, title, evidence, advice}: Finding): string =>
	[
		`${severity} ${subject.name}: ${title}`,
		...evidence.map(({source, text}) => `  ${source}: ${text}`),
		...advice.map(({text}, index) => `  ${index + 1}. ${text}`),
	].join('\n');

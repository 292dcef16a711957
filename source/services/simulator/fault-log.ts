import type {Fault, FaultKind} from './fault.ts';

/** A fault with the time it is in force: [from, until), epoch ms. */
export type Applied<One extends Fault = Fault> = {
	readonly fault: One;
	readonly from: number;
	readonly until: number;
};

/** All faults that ever were, by whom they befell: a question about any moment, also a past one, has one answer. */
export type FaultLog = {
	readonly add: (fault: Fault, from: number, until: number) => void;
	/** Ends the faults of a kind on a subject that are in force at `at`. */
	readonly end: (kind: FaultKind, on: string, at: number) => void;
	/** The newest one in force at `at`. */
	readonly find: <Kind extends FaultKind>(
		kind: Kind,
		on: string,
		at: number,
	) => Applied<Fault & {readonly kind: Kind}> | undefined;
	readonly has: (kind: FaultKind, on: string, at: number) => boolean;
	/** Whether anything (of these kinds) was in force on one of these at some moment of [from, to]. */
	readonly touches: (subjects: readonly string[], from: number, to: number, kinds?: ReadonlySet<FaultKind>) => boolean;
	readonly all: () => readonly Applied[];
};

export const createFaultLog = (): FaultLog => {
	const bySubject = new Map<string, Applied[]>();
	const find = <Kind extends FaultKind>(kind: Kind, on: string, at: number) =>
		bySubject
			.get(on)
			?.findLast(
				(applied): applied is Applied<Fault & {readonly kind: Kind}> =>
					applied.fault.kind === kind && isOn(applied, at),
			);
	return {
		add: (fault, from, until) => {
			bySubject.set(fault.on, [...(bySubject.get(fault.on) ?? []), {fault, from, until}]);
		},
		end: (kind, on, at) => {
			const kept = bySubject.get(on) ?? [];
			bySubject.set(
				on,
				kept.map(applied => (applied.fault.kind === kind && isOn(applied, at) ? {...applied, until: at} : applied)),
			);
		},
		find,
		has: (kind, on, at) => find(kind, on, at) !== undefined,
		touches: (subjects, from, to, kinds) =>
			bySubject.size > 0 &&
			subjects.some(on =>
				bySubject
					.get(on)
					?.some(applied => applied.from <= to && applied.until >= from && (kinds?.has(applied.fault.kind) ?? true)),
			),
		all: () => [...bySubject.values()].flat(),
	};
};

const isOn = ({from, until}: Applied, at: number) => from <= at && at < until;

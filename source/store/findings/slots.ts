import {size} from '../../format/size.ts';
import type {Slot} from '../../model/postgres.ts';
import {seen, type Seen} from '../freshness.ts';
import type {MemberView, PgView} from '../pg-view.ts';
import {listed, ofInstance} from './about-pg.ts';
import {change, destroy, look} from './advice.ts';
import {docs} from './docs.ts';
import {evidence} from './evidence.ts';
import type {Found, Rule} from './rule.ts';

/** Replication slots: promises to keep WAL, which fill disks when nobody comes for it. */
export const slotRules: readonly Rule[] = [
	{
		id: 'slot-lost',
		about: 'a slot whose WAL is gone: whoever reads from it must be built anew',
		docs: docs.postgresSlots,
		of: 'pgsql',
		evaluate: view => perInstance(view, ({walStatus}) => walStatus === 'lost', lost),
	},
	{
		id: 'slot-retaining',
		about: 'a slot that keeps more WAL than the threshold slotRetainedBytes',
		docs: docs.postgresSlots,
		of: 'pgsql',
		evaluate: view =>
			perInstance(
				view,
				({walStatus, retainedBytes = 0}) =>
					walStatus !== 'lost' &&
					(walStatus === 'unreserved' || retainedBytes > view.state.thresholds.slotRetainedBytes),
				retaining,
			),
	},
];

type Sees = (view: PgView, member: MemberView, slots: readonly Slot[], sample: Seen<readonly Slot[]>) => Found;

const perInstance = (view: PgView, isMeant: (slot: Slot) => boolean, found: Sees): readonly Found[] =>
	view.members.flatMap(member => {
		const sample = seen(view.state, 'slots', member.name);
		const slots = sample.current?.filter(isMeant) ?? [];
		return slots.length === 0 ? [] : [found(view, member, slots, sample)];
	});

const lost: Sees = (view, member, slots, sample) => ({
	severity: 'crit',
	subject: ofInstance(view, member),
	title: `the WAL of slot ${listed(slots.map(({name}) => name))} on ${member.name} is gone`,
	evidence: slots.map(slot => evidence('slots', member.name, sample, textOf(slot))),
	advice: [
		look('Find out who reads from it: a replica, a subscription, a change data capture'),
		change('Rebuild the consumer'),
		destroy('Drop the slot when its consumer is gone for good'),
	],
});

const retaining: Sees = (view, member, slots, sample) => {
	const most = slots.toSorted((a, b) => (b.retainedBytes ?? 0) - (a.retainedBytes ?? 0))[0];
	const isEnding = slots.some(({walStatus}) => walStatus === 'unreserved');
	return {
		severity: isEnding ? 'crit' : 'warn',
		subject: ofInstance(view, member),
		title: `slot ${most?.name ?? ''} on ${member.name} keeps ${size(most?.retainedBytes ?? 0)} of WAL${most?.active === true ? '' : ', and nobody reads from it'}${isEnding ? '; it is about to be lost' : ''}`,
		evidence: slots.map(slot => evidence('slots', member.name, sample, textOf(slot))),
		advice: [
			look('Find out who reads from it, and why it is slow or away'),
			look(`Look at the free space of the disk that pg_wal of ${member.name} is on`),
			change('Start or mend its consumer'),
			destroy('Drop the slot when its consumer is gone for good: it cannot go on from there'),
		],
	};
};

const textOf = ({name, type, database, active, retainedBytes, walStatus, safeWalBytes}: Slot) =>
	[
		`${name} ${type}${database === undefined ? '' : ` of ${database}`} ${active ? 'active' : 'inactive'}`,
		`keeps ${retainedBytes === undefined ? 'an unknown amount' : size(retainedBytes)}`,
		`wal_status ${walStatus ?? 'unknown'}`,
		...(safeWalBytes === undefined ? [] : [`${size(safeWalBytes)} until it is lost`]),
	].join(', ');

import type {FileSystem, NodeStatus} from '../model/node.ts';

/** The file system that is nearest to full. */
export const fullestFileSystem = ({fileSystems}: NodeStatus): FileSystem | undefined =>
	fileSystems.toSorted((a, b) => usedFraction(b) - usedFraction(a))[0];

/** As `df` counts: of what ordinary users can have, so that blocks reserved for root are not free space. */
export const usedFraction = ({usedBytes, availableBytes}: FileSystem) =>
	usedBytes + availableBytes > 0 ? usedBytes / (usedBytes + availableBytes) : 0;

export const memoryUsedFraction = ({memoryTotalBytes, memoryAvailableBytes}: NodeStatus): number | undefined =>
	memoryTotalBytes > 0 ? 1 - memoryAvailableBytes / memoryTotalBytes : undefined;

/** How far the clock of the host is ahead of ours; undefined when the answer does not tell. */
export const clockSkewMs = ({clockAt, askedAt}: NodeStatus): number | undefined =>
	askedAt === undefined ? undefined : clockAt - askedAt;

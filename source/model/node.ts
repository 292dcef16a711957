/** One batched look at a host over SSH. Sizes in bytes, times in epoch ms. */
export type NodeStatus = {
	readonly hostname: string;
	readonly uptimeMs: number;
	/** Clock of the host when it answered, and our clock at the middle of the question: the difference is the skew. */
	readonly clockAt: number;
	readonly askedAt: number | undefined;
	readonly load1: number;
	readonly cpus: number;
	readonly memoryTotalBytes: number;
	readonly memoryAvailableBytes: number;
	/** Empty when the host did not tell: `df` may hang. */
	readonly fileSystems: readonly FileSystem[];
	/** Undefined when systemd did not tell, which is not the same as none. */
	readonly failedUnits: readonly string[] | undefined;
	/** Units we know by name and their `ActiveState`; a unit that is not installed is absent. Services without `.service`. */
	readonly units: Readonly<Record<string, string>>;
};

export type FileSystem = {
	readonly mount: string;
	readonly device: string;
	readonly sizeBytes: number;
	readonly usedBytes: number;
	readonly availableBytes: number;
};

/** The admin node's own files: only what can be wrong with them. */
export type AdminFiles = {
	/** Path and octal mode (`600`) of private files found; `ca.key` must not be readable by others. */
	readonly privateFiles: readonly {readonly path: string; readonly mode: number; readonly owner: string}[];
};

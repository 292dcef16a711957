/** Who may import whom; everything not listed is an error. ARCHITECTURE.md says why. */
const layers = {
	model: [],
	format: [],
	safety: ['model', 'format'],
	store: ['model', 'format', 'safety'],
	commands: ['model', 'format', 'safety', 'store'],
	services: ['model', 'format', 'safety'],
	views: ['model', 'format', 'store', 'commands'],
	app: ['model', 'format', 'safety', 'store', 'commands', 'services', 'views'],
};
const packages = {
	model: ['yaml'],
	format: ['string-width'],
	safety: ['libpg-query', 'web-tree-sitter'],
	store: ['zustand'],
	commands: ['@leeoniya/ufuzzy'],
	services: ['pg', 'ssh2'],
	views: ['ink', 'react', 'ink-select-input'],
	app: ['ink', 'react'],
};

/** What is being built and nothing reaches yet, by how its path begins. Empty before an issue is called done. */
const landing = ['safety/', 'model/action', 'model/json-value'];

const error = (name, from, to) => ({name, severity: 'error', from, to});
const allowed = folder => packages[folder]?.join('|') ?? '-';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		error('no-cycles', {}, {circular: true}),
		error('no-unresolvable', {}, {couldNotResolve: true}),
		error(
			'no-dead-modules',
			{path: '^source/cli'},
			{path: '^source/', ...(landing.length > 0 && {pathNot: `^source/(${landing.join('|')})`}), reachable: false},
		),
		...Object.entries(layers).flatMap(([folder, may]) => [
			error(
				`${folder}-to-other-folders`,
				{path: `^source/${folder}/`},
				{path: '^source/', pathNot: `^source/(${[folder, ...may].join('|')})/`},
			),
			error(
				`${folder}-to-packages`,
				{path: `^source/${folder}/`},
				{
					dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-no-pkg'],
					pathNot: `(^|/)node_modules/(@types/)?(${allowed(folder)})/`,
				},
			),
		]),
		error(
			'node-apis-only-in-services-and-app',
			{path: '^source/', pathNot: '^source/(services|app)/'},
			{dependencyTypes: ['core']},
		),
		error(
			'sources-are-data',
			{path: '^source/services/sources/'},
			{path: '^source/services/', pathNot: '^source/services/(sources/|source[.]ts$)'},
		),
		error(
			'only-transports-reach-the-world',
			{path: '^source/', pathNot: '^source/services/transports/'},
			{path: '^(node:)?(child_process|net|tls|http|https|dgram)$|node_modules/(pg|ssh2)/'},
		),
		error(
			'the-simulator-touches-nothing',
			{path: '^source/services/simulator/'},
			{path: '^source/services/transports/'},
		),
		error(
			'only-the-executor-changes-things',
			{path: '^source/', pathNot: '^source/services/executor[.]ts$'},
			{path: '^source/services/transports/change[.]ts$'},
		),
		error('nothing-imports-app', {path: '^source/', pathNot: '^source/(app/|cli[.]tsx$)'}, {path: '^source/app/'}),
	],
	options: {
		parser: 'swc', // dependency-cruiser does not read TypeScript 7 yet, and passes with 0 modules when it can read none
		doNotFollow: {path: 'node_modules'},
		tsPreCompilationDeps: true,
		enhancedResolveOptions: {exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types']},
	},
};

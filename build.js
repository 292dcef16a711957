// Makes dist/: the program as one minified module with lazily loaded parts beside it, and the launcher.
import {createHash} from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {build} from 'esbuild';
import {leaveScreen} from './source/app/terminal/modes.ts';

/** What optional parts of our dependencies ask for, and we do without. */
const absent = /^(react-devtools-core|pg-native|cpu-features)$|sshcrypto\.node$/;
const withoutOptionalParts = {
	name: 'without-optional-parts',
	setup({onResolve, onLoad}) {
		onResolve({filter: absent}, ({path: name}) => ({path: name, namespace: 'absent'}));
		onLoad({filter: /.*/, namespace: 'absent'}, ({path: name}) => ({
			// ssh2 and pg try and go on without; Ink's developer tools are never reached.
			contents:
				name === 'react-devtools-core'
					? 'export default {}'
					: `throw new Error(${JSON.stringify(`${name} is not part of this build`)})`,
		}));
	},
};

/**
 * Yoga brings its WebAssembly as text and has `fetch` decode it, for which Node loads all of its HTTP client: a tenth of
 * the time to the first frame. Its other way decodes by itself.
 */
const yogaWithoutFetch = {
	name: 'yoga-without-fetch',
	setup({onLoad}) {
		onLoad({filter: /yoga-wasm-base64-esm\.js$/}, ({path: file}) => {
			const text = fs.readFileSync(file, 'utf8');
			const contents = text.replaceAll('"function"!=typeof fetch', 'true');
			return contents === text ? {errors: [{text: 'yoga-layout loads in another way now'}]} : {contents};
		});
	},
};

fs.rmSync('dist', {recursive: true, force: true});
const {metafile} = await build({
	entryPoints: {cli: 'source/cli.tsx'},
	outdir: 'dist',
	outExtension: {'.js': '.mjs'},
	chunkNames: 'chunks/[name]-[hash]',
	bundle: true,
	splitting: true,
	minify: true,
	platform: 'node',
	target: 'node22',
	format: 'esm',
	jsx: 'automatic',
	legalComments: 'none',
	define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
	// CommonJS packages in a module: they call require, and ssh2's cipher looks for its own directory.
	banner: {
		js: "import {createRequire as cjs} from 'node:module'; const require = cjs(import.meta.url), __dirname = import.meta.dirname, __filename = import.meta.filename;",
	},
	plugins: [withoutOptionalParts, yogaWithoutFetch],
	metafile: true,
	logLevel: 'warning',
});

copyParser(metafile.outputs);
const shellParser = copyShellParser();

const launcher = fs.readFileSync('source/launcher.sh', 'utf8');
const octal = leaveScreen.replaceAll('\u001B', String.raw`\033`);
fs.writeFileSync('dist/pigsty-top', launcher.replace('@LEAVE_SCREEN@', octal), {mode: 0o755});
fs.writeFileSync('dist/THIRD-PARTY.txt', licences([...Object.keys(metafile.inputs), ...shellParser]));

/**
 * The SQL parser reads its WebAssembly from the folder that its own code is in. The digest is of the one that was reviewed:
 * what decides over SQL, or over a command, is not to change with a lock file alone.
 */
function copyParser(outputs) {
	const parser = 'node_modules/libpg-query/wasm/libpg-query';
	const code = Object.keys(outputs).find(output => Object.hasOwn(outputs[output].inputs, `${parser}.js`));
	if (code === undefined) {
		return;
	}

	fs.writeFileSync(
		path.join(path.dirname(code), 'libpg-query.wasm'),
		reviewed(`${parser}.wasm`, '378b64e6182f65c71ad5dbd2c31c81e9dfed7d2f2debfb4b51c0d0de8fa2ae36'),
	);
}

/** The second reader of shell texts is WebAssembly that the program reads from beside itself. Returns where it came from. */
function copyShellParser() {
	const files = {
		'node_modules/web-tree-sitter/web-tree-sitter.wasm':
			'beca80e44cccbf2299ed4d1e3fa6462a9a6fe818aeebf847547a392227ce4acc',
		'node_modules/tree-sitter-bash/tree-sitter-bash.wasm':
			'8292919c88a0f7d3fb31d0cd0253ca5a9531bc1ede82b0537f2c63dd8abe6a7a',
	};
	for (const [file, digest] of Object.entries(files)) {
		fs.writeFileSync(path.join('dist', path.basename(file)), reviewed(file, digest));
	}

	return Object.keys(files);
}

/** The bytes of a file, unless it is another than the one that was reviewed. */
function reviewed(file, digest) {
	const bytes = fs.readFileSync(file);
	const found = createHash('sha256').update(bytes).digest('hex');
	if (found !== digest) {
		throw new Error(`${file} is not the parser that was reviewed: sha256 ${found}`);
	}

	return bytes;
}

/** The terms of every package that is in the bundle. */
function licences(inputs) {
	const packages = new Set(
		inputs.map(input => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]).filter(Boolean),
	);
	return [...packages]
		.toSorted()
		.map(folder => {
			const {name, version, license} = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
			const file = fs.readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
			const text = file === undefined ? '' : fs.readFileSync(path.join(folder, file), 'utf8').trim();
			return `${name} ${version} (${license})\n\n${text}\n`;
		})
		.join(`\n${'-'.repeat(80)}\n\n`);
}

import type {PolicyClass, Reason} from '../../classification.ts';
import {type Argument, isExact} from '../argument.ts';
import {reason, type Rule} from '../call.ts';
import {grammar, parseOptions} from '../options.ts';
import {writeReasons} from '../path-class.ts';
import {unknownOption} from '../rule.ts';

const curlOptions = grammar(
	'-sSfkvILGgiN46#0a -m= -o= -O -X= -w= -H= -A= -r= -d= -F= -T= -u= -x= -K= -e= -c= -b= --silent --show-error --fail --insecure --verbose --head --location --get --globoff --include --no-buffer --compressed --http1.1 --http2 --ipv4 --ipv6 --max-time= --connect-timeout= --retry= --retry-delay= --cacert= --cert= --key= --output= --remote-name --request= --write-out= --header= --user-agent= --data= --data-raw= --data-binary= --data-urlencode= --form= --upload-file= --json= --user= --resolve= --max-filesize= --url= --no-progress-meter --fail-with-body',
);
const harmless = new Set(
	'-s -S -f -k -v -I -L -G -g -i -N -4 -6 -m -w -A -r -# -0 --silent --show-error --fail --insecure --verbose --head --location --get --globoff --include --no-buffer --compressed --http1.1 --http2 --ipv4 --ipv6 --max-time --connect-timeout --retry --retry-delay --cacert --write-out --user-agent --max-filesize --url --no-progress-meter --fail-with-body --data-urlencode'.split(
		' ',
	),
);

/** `curl`: asking the services of a deployment is reading; sending, writing and other hosts are not. */
export const curl: Rule = call => {
	const {options, operands, unknown} = parseOptions(call.args, curlOptions);
	const asks = options.some(({name}) => name === '-G' || name === '--get');
	const method = (
		options.findLast(({name}) => name === '-X' || name === '--request')?.value?.text ?? 'GET'
	).toUpperCase();
	const sends = options.some(({name}) => /^(?:-[dFT]|--data.*|--form|--json|--upload-file)$/.test(name)) && !asks;
	const urls = [
		...operands,
		...options.flatMap(({name, value}) => (name === '--url' && value !== undefined ? [value] : [])),
	];
	const output = options.flatMap(({name, value}) =>
		/^(?:-o|--output)$/.test(name) && value !== undefined ? [value] : [],
	);
	const harmful = options.find(
		({name}) =>
			!harmless.has(name) &&
			!/^(?:-[XdFTHo]|--request|--data.*|--form|--json|--upload-file|--header|--output)$/.test(name),
	);
	const verb = sends && method === 'GET' ? 'POST' : method;
	return [
		...(unknown === undefined && harmful === undefined ? [] : [unknownOption(call)]),
		...options.flatMap(({name, value}) => (/^(?:-H|--header)$/.test(name) ? headerReasons(value) : [])),
		...(options.some(({name, value}) => fromFile(name, value?.text ?? ''))
			? [reason('http-file', 'confirm', 'sends or shows what is in a file')]
			: []),
		...output.flatMap(file => writeReasons(file, call.place)),
		...urls.flatMap(url => urlReasons(url, verb)),
		...(urls.length === 0 ? [reason('http', 'confirm', 'curl without an address')] : []),
	];
};

/** `-w @file` prints a file, `-d @file` and `--data-urlencode name@file` send one. */
const fromFile = (name: string, value: string): boolean =>
	/^(?:-[wd]|--write-out|--data.*|--json)$/.test(name) && /^(?:@|[^=]*@)/.test(value);

const headerReasons = (value: Argument | undefined): readonly Reason[] =>
	/^(?:accept|content-type|host|user-agent|accountid|projectid)\s*:/i.test(value?.text ?? '')
		? []
		: [reason('http-header', 'confirm', 'sends a header, maybe a password', 'secret')];

const wgetOptions = grammar(
	'-qSv -T= -t= -O= -U= --quiet --spider --server-response --timeout= --tries= --no-check-certificate --output-document= --no-verbose --method= --post-data= --post-file= --body-data=',
);

/** `wget` writes a file unless it is told to print. */
export const wget: Rule = call => {
	const {options, operands, unknown} = parseOptions(call.args, wgetOptions);
	const output = options.findLast(({name}) => name === '-O' || name === '--output-document')?.value;
	const spider = options.some(({name}) => name === '--spider');
	const sends = options.some(({name}) => /^--(?:method|post|body)/.test(name));
	return [
		...(unknown === undefined ? [] : [unknownOption(call)]),
		...(output === undefined
			? spider
				? []
				: [reason('write', 'confirm', 'wget writes a file')]
			: output.text === '-'
				? []
				: writeReasons(output, call.place)),
		...operands.flatMap(url => urlReasons(url, sends ? 'POST' : 'GET')),
	];
};

/** Paths at which even a GET changes something, in VictoriaMetrics, Prometheus, exporters and their like. */
const changing: readonly (readonly [RegExp, PolicyClass])[] = [
	[/\/(?:delete_series|delete|purge|reset)(?:[/_?]|$)/i, 'destructive'],
	[/\/snapshot\/delete/i, 'destructive'],
	[
		/\/(?:-\/(?:reload|quit)|reload|quitquitquit|quit|shutdown|snapshot|force_merge|force_flush|admin|resetRollupResultCache)(?:[/?]|$)/i,
		'confirm',
	],
];

/** Requests to Patroni that a plain GET is not. */
const patroniRequests: readonly (readonly [RegExp, RegExp, PolicyClass])[] = [
	[/^POST$/, /\/(?:failover|reinitialize)(?:[/?]|$)/, 'destructive'],
	[/^DELETE$/, /\/(?:switchover|restart)(?:[/?]|$)/, 'confirm'],
	[/^DELETE$/, /./, 'destructive'],
];

/** Long queries of logs and metrics are sent, not asked. */
const querying =
	/^\/(?:select\/logsql\/(?:query|hits|facets|stats_query|stats_query_range)|api\/v1\/(?:query|query_range|series|labels))(?:\?|$)/;

const urlReasons = (url: Argument, method: string): readonly Reason[] => {
	const {text} = url;
	const [, scheme = 'http', host = '', port = '', path = '/'] =
		/^(?:(\w+):\/\/)?(?:[^/@]*@)?(\[[\da-f:]+\]|[^/:?#]*)(?::(\d+))?([/?#][^]*)?$/i.exec(text) ?? [];
	if (!isExact({...url, glob: false}) || !/^https?$/i.test(scheme) || /@/.test(text.split('?')[0] ?? '')) {
		return [reason('http-address', 'confirm', 'an address that is not plain HTTP to a plain host')];
	}

	if (!/^(?:GET|HEAD|OPTIONS)$/.test(method) && !(method === 'POST' && querying.test(path))) {
		const level = patroniRequests.find(([verb, place]) => verb.test(method) && place.test(path))?.[2] ?? 'confirm';
		return [reason('http-change', level, `${method} changes something`)];
	}

	const changes = changing.find(([pattern]) => pattern.test(path))?.[1];
	return [
		...(changes === undefined
			? []
			: [reason('http-change', changes, 'an address that changes something when it is asked')]),
		...(port === '9000' && !/^\/minio\/(?:health|v2\/metrics)/.test(path)
			? [reason('http-object', 'business-data', 'an object of the store')]
			: []),
		ownHost(host)
			? reason('http-read', 'allowed', 'asks a service of the deployment')
			: reason('http-elsewhere', 'confirm', 'a host outside the deployment'),
	];
};

/** Loopback, private addresses, names without a dot, and the domain that Pigsty gives its services. */
const ownHost = (host: string): boolean =>
	/^(?:localhost|127(?:\.\d+){3}|\[::1\]|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|[a-z][\w-]*|[a-z][\w.-]*\.pigsty)$/i.test(
		host,
	) && host !== '';

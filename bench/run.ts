import {isMet, type Figure} from './row.ts';
import {bookkeeping} from './rows/bookkeeping.ts';
import {keys} from './rows/keys.ts';
import {load} from './rows/load.ts';
import {logs} from './rows/logs.ts';
import {start} from './rows/start.ts';
import {slowness} from './slowness.ts';

/**
 * `npm run bench [-- --quick] [--report] [NAME…]`: every figure beside its limit and a yardstick of the same run. Fails when
 * one is over; with `--report` it only says so, for machines that others use at the same time.
 */
const rows = [start, keys, load, logs, bookkeeping];
const wanted = process.argv.slice(2).filter(word => !word.startsWith('-'));
const quick = process.argv.includes('--quick');
const figures: Figure[] = [];
const slow = slowness();
console.log(`this machine is ${slow.toFixed(1)} times as slow as the one that the budgets were set on`);
for (const row of rows.filter(({name}) => wanted.length === 0 || wanted.includes(name))) {
	for (const figure of await row.measure({quick})) {
		figures.push(figure);
		const limit =
			figure.budget === undefined ? '' : `${figure.isRate === true ? '≥' : '≤'} ${figure.budget} ${figure.unit}`;
		const value = `${figure.value >= 100 ? Math.round(figure.value).toLocaleString('en') : figure.value.toFixed(1)} ${figure.unit}`;
		console.log(
			`${isMet(figure, slow) ? 'ok  ' : 'OVER'} ${figure.what}: ${value}${limit === '' ? '' : ` (${limit})`}; ${figure.yardstick}`,
		);
	}
}

const over = figures.filter(figure => !isMet(figure, slow)).length;
console.log(`${figures.length - over} passed, ${over} failed`);
process.exit(over > 0 && !process.argv.includes('--report') ? 1 : 0);

import {reason, type Rule} from '../call.ts';
import {always, reads} from '../rule.ts';
import {ansible} from '../rules/ansible.ts';
import {copy, creates, dd, move, overwrite, permissions, remove, rsync, scp, tar, writes} from '../rules/files.ts';
import {find} from '../rules/find.ts';
import {curl, wget} from '../rules/http.ts';
import {kill, killByName, ps} from '../rules/processes.ts';
import {alias, changeDirectory, evaluate, scheduled, shell, source, trap} from '../rules/shells.ts';
import {psql} from '../rules/sql.ts';
import {
	builtin,
	changes,
	crontab,
	date,
	git,
	grep,
	jq,
	interpreter,
	onlyWhen,
	packages,
	says,
	service,
} from '../rules/various.ts';
import {env, mayWrap, numactl, ssh, su, sudo, wraps, xargs} from '../rules/wrappers.ts';
import {postgres} from './postgres.ts';
import {reading} from './reading.ts';
import {stores} from './stores.ts';
import {system} from './system.ts';

const names = (rule: Rule, text: string): Readonly<Record<string, Rule>> =>
	Object.fromEntries(text.split(' ').map(name => [name, rule]));

const nothing = (name: string) => reason('wrapper-alone', 'confirm', `${name} without a command`);
const opaque = (text: string) => reason('wrapped', 'confirm', text, 'opaque');

/** Commands that run the one that follows. */
const wrapping: Readonly<Record<string, Rule>> = {
	sudo,
	doas: wraps({options: '-nLs -u= -C=', assigns: true, bare: nothing('doas')}),
	su,
	runuser: su,
	ssh,
	xargs,
	env,
	timeout: wraps({
		options: '-v -k= -s= --foreground --preserve-status --kill-after= --signal= --verbose',
		own: 1,
		bare: nothing('timeout'),
	}),
	nice: wraps({options: '-n= -# --adjustment=', bare: reason('allowed', 'allowed', 'nice shows a priority')}),
	ionice: wraps({options: '-t -c= -n= -p= --class= --classdata= --ignore', bare: nothing('ionice')}),
	chrt: wraps({options: '-abdfior -p=', own: 1, bare: nothing('chrt')}),
	taskset: wraps({options: '-ac -p=', own: 1, bare: nothing('taskset')}),
	stdbuf: wraps({options: '-i= -o= -e= --input= --output= --error=', bare: nothing('stdbuf')}),
	unbuffer: wraps({options: '-p', bare: nothing('unbuffer')}),
	time: wraps({options: '-pv -f=', bare: nothing('time')}),
	nohup: wraps({options: '', bare: nothing('nohup')}),
	setsid: wraps({options: '-cfw --ctty --fork --wait', bare: nothing('setsid')}),
	watch: wraps({
		options:
			'-bcdegtwx -n= -q= --beep --color --differences[=] --errexit --chgexit --interval= --no-title --precise --exec',
		bare: nothing('watch'),
		joins: true,
	}),
	command: wraps({options: '-p', bare: nothing('command')}),
	builtin: wraps({options: '', bare: nothing('builtin')}),
	exec: wraps({options: '-cl -a=', bare: reason('exec', 'confirm', 'exec changes the shell')}),
	flock: wraps({
		options: '-ensuxoF -w= -E=',
		own: 1,
		takesText: true,
		bare: nothing('flock'),
		adds: opaque('takes a lock'),
	}),
	chroot: wraps({
		options: '--userspec= --groups= --skip-chdir',
		own: 1,
		bare: nothing('chroot'),
		adds: opaque('runs in another root'),
	}),
	strace: wraps({
		options: '-cfFqrtTvxy -e= -o= -p= -s= -u= -P=',
		bare: opaque('looks into a process'),
		adds: opaque('looks into a process'),
	}),
	unshare: wraps({
		options: '-mnpuUfirCT --fork --mount --net --pid',
		bare: opaque('opens a shell'),
		adds: opaque('runs in another namespace'),
	}),
	nsenter: wraps({
		options: '-amnpuUirCF -t= --all --target=',
		bare: opaque('opens a shell'),
		adds: opaque('runs in another namespace'),
	}),
	eval: evaluate,
	trap,
	alias,
	cd: changeDirectory,
	...names(shell, 'sh bash dash zsh ksh mksh ash rbash'),
	...names(source, 'source .'),
};

/** `command -v NAME` runs nothing. */
const commandWord: Rule = call =>
	/^-[pvV]*[vV]/.test(call.args[0]?.text ?? '')
		? [reason('allowed', 'allowed', 'looks a command up')]
		: (wrapping['command']?.(call) ?? []);

const single: Readonly<Record<string, Rule>> = {
	...names(says, 'echo printf true false : test [ seq'),
	...names(grep, 'grep egrep fgrep zgrep zegrep zfgrep'),
	...names(remove, 'rm unlink rmdir srm trash'),
	...names(copy, 'cp install ln'),
	...names(writes, 'tee touch truncate mkfifo patch split csplit sponge'),
	...names(overwrite, 'shred wipe scrub'),
	...names(permissions, 'chmod chown chgrp setfacl chattr'),
	...names(
		interpreter,
		'awk gawk mawk nawk sed vi vim nvim view emacs perl python python2 python3 ruby node lua php tclsh expect gdb ex ed m4',
	),
	...names(
		mayWrap,
		'script pkexec setpriv setarch linux32 linux64 prlimit choom systemd-inhibit runcon firejail proot fakeroot faketime valgrind ltrace perf cgexec parallel capsh start-stop-daemon sg newgrp',
	),
	...names(scheduled, 'at batch'),
	...names(killByName, 'pkill killall skill fuserkill'),
	...names(
		builtin,
		'export unset declare typeset local readonly let read mapfile readarray shopt enable hash bind complete fc bg fg wait jobs times disown pushd popd logout exit return break continue shift getopts umask',
	),
	...names(
		ansible,
		'ansible-playbook ansible ansible-inventory ansible-doc ansible-config ansible-console ansible-pull ansible-galaxy ansible-vault',
	),
	...names(
		changes,
		'make gmake vacuumdb reindexdb clusterdb pgbench createdb createuser pg_repack pg_checksums pg-backup pg-vacuum pg-repack pg-fork pg-cluster pg-heartbeat pgb-user pg-pass-add useradd usermod groupadd passwd chpasswd swapoff umount modprobe rmmod lvextend lvcreate vgextend resize2fs xfs_growfs gzip gunzip xz zstd unzip logger wall',
	),
	mv: move,
	rename: move,
	mkdir: creates,
	dd,
	tar,
	bsdtar: tar,
	rsync,
	scp,
	find,
	curl,
	wget,
	kill,
	ps,
	psql,
	git,
	service,
	crontab,
	rpm: packages(
		'-qailcdfRpsv --query --all --info --list --last --requires --provides --changelog --queryformat= --qf= --whatprovides= --file --configfiles --docfiles --scripts --version',
		/^(?:-q|--query)/,
		/(?:^| )(?:-e|--erase|-\w*U\w* .*--oldpackage)/,
	),
	dpkg: packages(
		'-lsLSpV --list --status --listfiles --search --print-avail --version --get-selections --verify --print-architecture',
		/^-/,
		/(?:^| )(?:-r|-P|--remove|--purge)(?: |$)/,
	),
	numactl,
	date,
	dmesg: reads(
		'none',
		'-TtdekxLwWPSu -l= -f= --ctime --decode --facility= --follow --human --kernel --level= --notime --nopager --time-format= --userspace --reltime --since= --until= --color[=] --show-delta',
	),
	sysctl: onlyWhen(
		/^(?:(?:-[aAnNbeX]+|--all|--names|--values|--pattern(?: |=)\S+|[\w.*/][\w.*/-]*) ?)*$/,
		'sets a parameter of the kernel',
	),
	jq,
	ulimit: onlyWhen(/^(?:-[SH]*[a-zA-Z])?$/, 'changes a limit'),
	exit: builtin,
	getent: onlyWhen(
		/^(?:passwd|group|hosts|ahosts\w*|services|protocols|networks|ethers|rpc)(?: [\w.:-]+)*$/,
		'may show passwords',
	),
	fuser: onlyWhen(/^(?!.*(?:^| )(?:-\w*[kKM]|--kill)).*$/, 'kills what uses a file', 'destructive'),
	haproxy: onlyWhen(
		/^(?:-v+|-c(?: -[Vq])*(?: -f \/etc\/haproxy(?:\/[\w.]+)*\/?)+|(?:-f \/etc\/haproxy(?:\/[\w.]+)*\/? )+-c(?: -[Vq])*)$/,
		'starts HAProxy, or reads settings that can run programs',
	),
	nginx: onlyWhen(/^-(?:t|v|V|tq|q -t|t -q)(?: -c \/etc\/nginx(?:\/[\w.]+)*)?$/, 'starts or changes nginx'),
	fdisk: onlyWhen(/^(?:-l|--list)(?: [\w/.-]+)*$/, 'works on whole disks', 'destructive'),
	iptables: onlyWhen(
		/^(?:-t \w+ )?(?:-n ?|-v ?|--line-numbers ?|-x ?)*-(?:[nvx]*L[nvx]*|S)(?: [A-Z]+)?(?: (?:-n|-v|-x|--line-numbers|-nv|-vn))*$/,
		'changes the firewall',
	),
	ip6tables: onlyWhen(/^(?:-t \w+ )?(?:-n |-v )*-[nv]*[LS][nv]*(?: [A-Z]+)?$/, 'changes the firewall'),
	ifconfig: onlyWhen(/^(?:-a|[\w.:-]+)?$/, 'changes the network'),
	tuned_adm: onlyWhen(/^(?:active|list|recommend|verify)$/, 'changes the tuning'),
	'tuned-adm': onlyWhen(/^(?:active|list|recommend|verify)$/, 'changes the tuning'),
	...names(always('destructive', 'removes whole trees'), 'rmtree'),
};

/** Every command that a rule knows. What is not here is not harmless. */
export const commands: ReadonlyMap<string, Rule> = new Map(
	Object.entries({...reading, ...system, ...postgres, ...stores, ...wrapping, ...single, command: commandWord}),
);

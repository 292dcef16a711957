import {isExact} from '../argument.ts';
import {reason, type Rule} from '../call.ts';
import {allowed, always, verbs} from '../rule.ts';
import {onlyWhen} from '../rules/various.ts';

const readable = 'allowed' as const;

/** `ip` takes any beginning of a verb for the verb, and `-b` reads verbs from a file: only plain listings are known. */
const ipRule: Rule = ({args}) => {
	const words = args.map(({text}) => text);
	const options = words.filter(word => word.startsWith('-'));
	const [object = '', verb] = words.filter(word => !word.startsWith('-'));
	const listing = /^(?:\w+(?: (?:show|sho|sh|list|lst|ls|get))?|(?:a|addr|address|r|route) s)$/;
	return args.every(isExact) &&
		options.every(word => ipOption.test(word)) &&
		listing.test([object, verb].join(' ').trim())
		? [allowed(`ip ${object}`)]
		: [asks];
};

const ipOption =
	/^-(?:[046sdojphtrNa]|stat(?:istic)?s|details|oneline|br|brief|json|pretty|human(?:-readable)?|c|color(?:=\w+)?|timestamp|resolve)$/;

const asks = reason('ip', 'confirm', 'ip changes the network, or is not known to only read');

/** Programs that administer a machine and are told by a verb what to do. */
export const system: Readonly<Record<string, Rule>> = {
	journalctl: verbs({
		options:
			'-aefmqrxk -u= -n= -o= -p= -S= -U= -b[=] -t= -g= -# --all --boot[=] --case-sensitive[=] --catalog --cursor= --after-cursor= --dmesg --disk-usage --facility= --follow --grep= --header --identifier= --lines= --lines[=] --list-boots --merge --no-full --no-hostname --no-pager --no-tail --output= --output-fields= --pager-end --priority= --quiet --reverse --show-cursor --since= --system --this-boot --truncate-newline --unit= --until= --user-unit= --utc --version',
		verbs: {},
		otherwise: readable,
		bare: readable,
	}),
	systemctl: verbs({
		options:
			'-alqrn -t= -n= -o= -p= -P= -# --all --failed --full --lines= --legend[=] --no-legend --no-pager --now --no-block --output= --plain --property= --quiet --recursive --state= --system --type= --value --version --reverse --after --before --with-dependencies --runtime --wait --force --user -f',
		verbs: {
			allowed:
				'status, show, is-active, is-enabled, is-failed, is-system-running, list-units, list-unit-files, list-timers, list-sockets, list-jobs, list-dependencies, list-machines, list-automounts, list-paths, cat, get-default',
			destructive:
				'kill, reboot, poweroff, halt, kexec, exit, rescue, emergency, isolate, soft-reboot, suspend, hibernate, hybrid-sleep, switch-root, clean',
		},
		bare: readable,
		flags: {outage: 'stop, restart, try-restart, reload-or-restart, condrestart, kill, isolate'},
	}),
	timedatectl: verbs({verbs: {allowed: 'status, show, list-timezones, timesync-status'}, bare: readable}),
	hostnamectl: verbs({verbs: {allowed: 'status'}, bare: readable}),
	localectl: verbs({verbs: {allowed: 'status'}, bare: readable}),
	loginctl: verbs({
		options: '-al --no-pager',
		verbs: {allowed: 'list-sessions, list-users, session-status, user-status, show-session, show-user'},
		bare: readable,
	}),
	chronyc: verbs({
		options: '-nNacv -h= -p= -4 -6',
		verbs: {allowed: 'tracking, sources, sourcestats, activity, ntpdata, serverstats, selectdata, clients, waitsync'},
	}),
	ip: ipRule,
	'firewall-cmd': verbs({
		options:
			'--state --list-all --list-services --list-ports --list-all-zones --get-active-zones --get-default-zone --zone=',
		verbs: {},
		bare: readable,
	}),
	nft: verbs({options: '-ahnsj', verbs: {allowed: 'list, list ruleset, list tables'}}),
	ufw: verbs({verbs: {allowed: 'status, status verbose, version'}}),
	tuned_adm: verbs({verbs: {allowed: 'active, list, recommend, verify'}}),
	mdadm: onlyWhen(
		/^(?:-[DQEvs]+|--(?:detail|query|examine|scan|brief|export|version))(?: (?:-[vs]+|--(?:scan|brief|export|verbose)|\/dev\/[\w/]+))*$/,
		'works on whole disks',
		'destructive',
	),
	multipath: verbs({options: '-l', verbs: {}, bare: readable}),
	parted: verbs({options: '-lms --list', verbs: {}, bare: readable, otherwise: 'destructive'}),
	...Object.fromEntries(
		['zpool', 'zfs', 'nvme', 'dmsetup', 'btrfs'].map(name => [
			name,
			verbs({
				verbs: {allowed: 'list, status, get, iostat, ls, info, smart-log', confirm: 'set, create, scrub'},
				otherwise: 'destructive',
			}),
		]),
	),
	// Packages
	'apt-cache': verbs({
		options: '-an',
		verbs: {allowed: 'policy, search, show, showpkg, depends, rdepends, madison, pkgnames, stats'},
	}),
	...Object.fromEntries(
		['apt', 'apt-get', 'aptitude'].map(name => [
			name,
			verbs({
				options:
					'-qasy --installed --upgradable --all-versions --simulate --just-print --dry-run --yes --assume-yes --purge',
				verbs: {
					allowed: 'list, show, search, policy, depends, rdepends',
					destructive: 'remove, purge, autoremove, autopurge, dist-upgrade, full-upgrade',
				},
			}),
		]),
	),
	...Object.fromEntries(
		['yum', 'dnf', 'microdnf', 'tdnf', 'zypper'].map(name => [
			name,
			verbs({
				options:
					'-qvCy --assumeyes --installed --available --enabled --all --nogpgcheck --enablerepo= --disablerepo= --showduplicates',
				verbs: {
					allowed:
						'list, info, search, repolist, provides, whatprovides, check-update, repoquery, deplist, history list, history info',
					confirm: 'history undo, history redo',
					destructive: 'remove, erase, autoremove, history rollback, distro-sync, downgrade, swap',
				},
			}),
		]),
	),
	snap: verbs({verbs: {allowed: 'list, info, version', destructive: 'remove, revert'}}),
	pip: verbs({verbs: {allowed: 'list, show, freeze', destructive: 'uninstall'}}),
	pip3: verbs({verbs: {allowed: 'list, show, freeze', destructive: 'uninstall'}}),
	// What takes a machine, its disks or its processes away
	...Object.fromEntries(
		'reboot poweroff halt shutdown init telinit'
			.split(' ')
			.map(name => [name, always('destructive', `${name} takes the machine down`)]),
	),
	...Object.fromEntries(
		'mkfs mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.xfs mkfs.btrfs mkfs.vfat mkswap mke2fs wipefs blkdiscard sfdisk cfdisk gdisk sgdisk badblocks lvremove vgremove pvremove lvreduce lvconvert vgreduce pvcreate vgcreate cryptsetup'
			.split(' ')
			.map(name => [name, always('destructive', `${name} works on whole disks`)]),
	),
	...Object.fromEntries(
		'userdel groupdel deluser delgroup'
			.split(' ')
			.map(name => [name, always('destructive', `${name} removes an account`)]),
	),
	// What runs programs that nobody sees here, or waits for a person
	...Object.fromEntries(
		'systemd-run screen tmux'
			.split(' ')
			.map(name => [name, always('confirm', `${name} can run any program`, 'opaque')]),
	),
	...Object.fromEntries(
		'less more most man info nano pico svn hg visudo vipw mc'
			.split(' ')
			.map(name => [name, always('confirm', `${name} opens a pager or an editor, which can run commands`)]),
	),
	...Object.fromEntries(
		'printenv set'
			.split(' ')
			.map(name => [name, always('confirm', `${name} shows the environment, which holds passwords`, 'secret')]),
	),
};

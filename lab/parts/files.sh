# Writing the files of the nodes. R is the directory that is being filled: a layer of the nodes' file system.

# put PATH [MODE [OWNER]]: standard input becomes the file R/PATH
put() {
	mkdir -p "$R$(dirname "$1")"
	cat >"$R$1"
	attributes "$@"
}

# folder PATH [MODE [OWNER]]
folder() {
	mkdir -p "$R$1"
	attributes "$@"
}

attributes() {
	[ -z "${2:-}" ] || chmod "$2" "$R$1"
	[ -z "${3:-}" ] || chown "$3" "$R$1"
}

link() {
	mkdir -p "$R$(dirname "$2")"
	ln -sfn "$1" "$R$2"
}

# render TEMPLATE: the file below files/ with each @name@ replaced by the shell variable of that name. Passwords pass through
# variables only: an argument of sed would be in the process list.
render() {
	# These two names hide the caller's variables, so no file may use them.
	local _rendered _name
	_rendered=$(<"$LAB_HOME/files/$1")
	while [[ $_rendered =~ @([a-z0-9_]+)@ ]]; do
		_name=${BASH_REMATCH[1]}
		[ -n "${!_name+set}" ] || die "files/$1 names @$_name@, which nothing sets"
		_rendered=${_rendered//"@$_name@"/"${!_name}"}
	done
	printf '%s\n' "$_rendered"
}

# unit NAME: a unit file of systemd, from files/units
unit() { render "units/$1.service" | put "/usr/lib/systemd/system/$1.service"; }

# Started at boot. A link, not `systemctl enable`: that would run Debian's slow conversion of old init scripts.
at_boot() {
	local u
	for u in "$@"; do link "/lib/systemd/system/$u.service" "/etc/systemd/system/multi-user.target.wants/$u.service"; done
}

never() {
	local u
	for u in "$@"; do link /dev/null "/etc/systemd/system/$u"; done
}

# opaque DIRECTORY…: on an overlay, hide what the layer below has there. Must be written before the layer is mounted.
opaque() {
	local d
	for d in "$@"; do mkdir -p "$R$d"; done
	printf "$R%s\n" "$@" | python3 -c 'import os, sys; [os.setxattr(line.strip(), "trusted.overlay.opaque", b"y") for line in sys.stdin]'
}

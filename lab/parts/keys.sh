# SSH keys and certificates, kept until `down --purge`: making them takes longer than booting a node.

make_keys() {
	local n type
	mkdir -p "$KEYS"
	chmod 700 "$KEYS"
	make_ssh_key ed25519 dba@pg-meta-1 "$KEYS/id_ed25519"
	for n in $NODES; do
		for type in ed25519 ecdsa; do make_ssh_key $type "root@$n" "$KEYS/$n.$type"; done
	done
	[ -e "$KEYS/ca.crt" ] || make_certificates
	write_known_hosts
}

make_ssh_key() { [ -e "$3" ] || ssh-keygen -q -t "$1" -N '' -C "$2" -f "$3"; }

write_known_hosts() {
	local n host type
	for n in $NODES; do
		for host in "$(ip_of "$n")" "$n"; do
			for type in ed25519 ecdsa; do echo "$host $(cut -d' ' -f1,2 "$KEYS/$n.$type.pub")"; done
		done
	done >"$LAB_DIR/known_hosts"
}

make_certificates() {
	local n ec=(-newkey ec -pkeyopt 'ec_paramgen_curve:P-256' -nodes)
	# keyUsage: Python 3.13 and later refuse an authority without it.
	openssl req -x509 "${ec[@]}" -days 3650 -subj /CN=pigsty-ca -addext 'keyUsage=critical,keyCertSign,cRLSign' \
		-keyout "$KEYS/ca.key" -out "$KEYS/ca.crt" 2>/dev/null
	for n in $NODES; do
		openssl req "${ec[@]}" -subj "/O=pigsty/OU=postgres/CN=$n" -keyout "$KEYS/$n.key" -out "$KEYS/$n.csr" 2>/dev/null
		openssl x509 -req -in "$KEYS/$n.csr" -CA "$KEYS/ca.crt" -CAkey "$KEYS/ca.key" -CAcreateserial -days 3650 -out "$KEYS/$n.crt" \
			-extfile <(
				printf 'basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\n'
				printf 'subjectAltName=DNS:localhost,DNS:%s,DNS:%s,IP:127.0.0.1,IP:%s\n' "$n" "$(cluster_of "$n")" "$(ip_of "$n")"
			) 2>/dev/null
	done
}

/** The four numbers of an IPv4 address, each below 256. */
export const isIpv4 = (text: string): boolean => {
	const parts = text.split('.');
	return parts.length === 4 && parts.every(part => /^[0-9]{1,3}$/.test(part) && Number(part) <= 255);
};

/** An IPv4 address with its mask, `10.10.10.3/24`. */
export const isIpv4WithMask = (text: string): boolean => {
	const [address = '', mask = '', ...rest] = text.split('/');
	return rest.length === 0 && isIpv4(address) && /^[0-9]{1,2}$/.test(mask) && Number(mask) <= 32;
};

/** A TCP port as text, 1 to 65535. */
export const isPort = (text: string): boolean =>
	/^[0-9]{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;

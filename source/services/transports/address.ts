import {isIPv6} from 'node:net';

/** `10.10.10.11:8008`, `[fd00::11]:8008`: as URLs and sentences have it. */
export const address = (host: string, port: number): string => `${isIPv6(host) ? `[${host}]` : host}:${port}`;

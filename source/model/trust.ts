/**
 * How sure we are who answers: by certificate and address; encrypted, but it may be anybody; or in clear. Passwords are
 * never sent as they are unless it is verified: SCRAM and MD5 prove that we know one without sending it.
 */
export type Trust = 'verified' | 'unverified' | 'plain';

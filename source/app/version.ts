/** Of package.json; the test of this module compares the two. */
export const version = '0.1.0';

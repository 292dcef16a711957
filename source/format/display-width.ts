import stringWidth from 'string-width';

const ascii = /^[\u0020-\u007E]*$/;

/** Terminal columns that sanitised text without SGR takes: the same measure as Ink's layout, so that both agree. */
export const displayWidth = (text: string): number => (ascii.test(text) ? text.length : stringWidth(text));

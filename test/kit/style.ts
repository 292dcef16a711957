/**
 * Text in a style, for the lines of a raster pane: `style('ok', '1;32')`. `sgr` holds SGR parameters; empty leaves the
 * text as it is. The style is always closed, and goes on after a styled part inside the text.
 */
export const style = (text: string, sgr: string): string =>
	sgr === '' || text === '' ? text : `\u001B[${sgr}m${text.replaceAll(reset, `${reset}\u001B[${sgr}m`)}${reset}`;

const reset = '\u001B[0m';

/** The names in a text, divided by blanks and line ends. */
export const words = (text: string): readonly string[] => text.split(/\s+/).filter(word => word !== '');

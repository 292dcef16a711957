/** Stands in a text for what is only known when it runs, such as the value of a variable. */
export const hole = '\uFFFC';

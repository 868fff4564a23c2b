/** Of more characters than these no statement is taken apart, judged or run: it is data, and would hold up the screen. */
export const LONGEST_STATEMENT = 65_536;
export const TOO_LONG = `it is longer than ${LONGEST_STATEMENT / 1_024} KiB: nobody reads all of that before it runs`;

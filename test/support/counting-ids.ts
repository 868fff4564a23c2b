/** Ids that count on: `note1`, `ack2`. */
export function countingIds(): (prefix: string) => string {
  let made = 0;
  return prefix => {
    made += 1;
    return `${prefix}${made}`;
  };
}

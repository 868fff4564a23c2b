/** A number with its noun: `1 alert`, `2 alerts`; `many` where an s at the end does not make it several. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How often something happened: `once`, `2 times`. */
export function timesOver(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** What `Retry-After` asks for, in ms from now: a number of seconds, or a date. Undefined where it says nothing. */
export function retryAfter(header: string, now: number): number | undefined {
  const text = header.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const at = Date.parse(text);
  return text === '' || Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

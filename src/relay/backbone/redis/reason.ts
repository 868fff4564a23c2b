/** What went wrong, in one line; several addresses that could not be reached come as one error without a message. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(reasonOf))].join('; ');
  if (!(error instanceof Error)) return String(error);
  return error.message === '' ? error.name : error.message;
}

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** An answer other than 2xx, in one of the two body shapes Alertmanager has. */
export class ApiError extends Error {
  override name = 'ApiError' as const;
  readonly status: number;
  /** What goes on the wire; undefined for an empty body. */
  readonly body: string | {readonly code: number; readonly message: string} | undefined;

  constructor(status: number, body: ApiError['body']) {
    super(typeof body === 'object' ? body.message : (body ?? `status ${status}`));
    this.status = status;
    this.body = body;
  }
}

/** A request that the generated part of the API refuses: 422 by rule (601 format, 602 required, 612 too few items). */
export function invalid(code: 601 | 602 | 612, message: string): ApiError {
  return new ApiError(422, {code, message});
}

/** A request the generated part of the API cannot read or route; the code repeats the status. */
export function refused(status: 400 | 404 | 405 | 413 | 415, message: string): ApiError {
  return new ApiError(status, {code: status, message});
}

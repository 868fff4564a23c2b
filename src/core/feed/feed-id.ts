/** A place in the stream. */
export interface FeedId {
  readonly epoch: string;
  readonly seq: number;
}

const SHAPE = /^([A-Za-z0-9_-]{1,64}):(\d{1,15})$/;

export function feedIdText({epoch, seq}: FeedId): string {
  return `${epoch}:${seq}`;
}

/** Undefined when the text is no id. */
export function parseFeedId(text: string): FeedId | undefined {
  const found = SHAPE.exec(text);
  if (found?.[1] === undefined) return undefined;
  return {epoch: found[1], seq: Number(found[2])};
}

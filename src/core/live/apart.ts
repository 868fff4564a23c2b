/** What one member says of its cluster. */
interface Clustered {
  /** Members of its cluster that it knows, itself included; absent where it does not say. */
  readonly clusterSize?: number | undefined;
}

/**
 * A member that knows of fewer members than answer, if there is one. Those share neither silences nor the log of what
 * was sent: what one is told to hold back, another one goes on notifying.
 */
export function memberApart<M extends Clustered>(answering: readonly M[]): M | undefined {
  if (answering.length < 2) return undefined;
  return answering.find(({clusterSize}) => clusterSize !== undefined && clusterSize < answering.length);
}

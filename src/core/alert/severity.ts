/** How bad, and so how fast: P1 is the worst. */
export type Severity = 'P1' | 'P2' | 'P3' | 'P4';

export const SEVERITIES: readonly Severity[] = ['P1', 'P2', 'P3', 'P4'];

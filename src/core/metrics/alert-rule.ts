/** A rule of a Prometheus that makes alerts, as it stands now. */
export interface AlertRule {
  /** The alerts it makes. */
  readonly name: string;
  readonly query: string;
  /** Its `for:`, ms. */
  readonly wait: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** An alerting rule as a Prometheus has it now. Times are ms. */
export interface PresentRule {
  readonly name: string;
  readonly group: string;
  readonly file: string;
  readonly expr: string;
  readonly for: number;
  readonly keepFiringFor: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

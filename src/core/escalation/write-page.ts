import type {Labels} from '../alert/alert.js';

/** What a template of a page can name. Text is `unknown` where nothing is known. */
export interface PageValues {
  readonly severity: string;
  /** Alert and place, or alert and count. */
  readonly title: string;
  /** Empty where the alert has none. */
  readonly summary: string;
  /** `03:12Z`, and how long that is ago. */
  readonly started: string;
  readonly duration: string;
  readonly where: string;
  readonly impact: string;
  readonly tried: readonly string[];
  readonly now: string;
  readonly runbook: string;
  readonly needed: string;
  readonly by: string;
  readonly at: string;
  readonly to: readonly string[];
  /** Of the alert that is paged for, the worst and oldest. */
  readonly labels: Labels;
  readonly annotations: Labels;
  /** The built-in text. */
  readonly text: string;
}

export interface PageText {
  readonly title: string;
  readonly text: string;
}

/** Writes a page in the operator's own words; undefined where that fails, and the built-in text is what goes out. */
export type WritePage = (values: PageValues) => PageText | undefined;

/** What a template of a page is tried with before there is anything to page for. */
export const SAMPLE_PAGE: PageValues = {
  severity: 'P1',
  title: 'CheckoutDown checkout',
  summary: 'nobody can buy anything',
  started: '03:12Z',
  duration: '5m',
  where: 'checkout web-1',
  impact: 'unknown',
  tried: ['restarted the pool'],
  now: 'nobody has acked it',
  runbook: 'unknown',
  needed: 'unknown',
  by: 'ana',
  at: '03:17Z',
  to: ['Lee'],
  labels: {alertname: 'CheckoutDown', severity: 'critical', service: 'checkout', instance: 'web-1'},
  annotations: {summary: 'nobody can buy anything'},
  text: 'nobody can buy anything',
};

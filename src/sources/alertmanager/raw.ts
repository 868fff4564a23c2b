/** The API's own shapes (v2, 0.22 to 0.34), as far as we read them; everything newer or older servers lack is optional. */
export interface RawAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly fingerprint: string;
  readonly startsAt: string;
  readonly generatorURL?: string;
  readonly receivers?: readonly {readonly name: string}[];
  readonly status?: {
    readonly state?: string;
    readonly silencedBy?: readonly string[] | null;
    readonly inhibitedBy?: readonly string[] | null;
    readonly mutedBy?: readonly string[] | null;
  };
}

export interface RawGroup {
  readonly labels?: Readonly<Record<string, string>>;
  readonly receiver?: {readonly name?: string};
  readonly alerts: readonly RawAlert[];
}

export interface RawMatcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  /** Absent means true. */
  readonly isEqual?: boolean;
}

export interface RawSilence {
  readonly id: string;
  readonly status?: {readonly state?: string};
  readonly updatedAt?: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly createdBy?: string;
  readonly comment?: string;
  readonly matchers: readonly RawMatcher[];
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface RawStatus {
  readonly uptime?: string;
  readonly versionInfo?: {readonly version?: string};
  readonly config?: {readonly original?: string};
  readonly cluster?: {readonly status?: string; readonly peers?: readonly {readonly name?: string}[] | null};
}

/** True for an element that can be an alert; anything else makes the whole answer untrustworthy. */
export function isRawAlert(value: unknown): value is RawAlert {
  return (
    isRecord(value) &&
    isRecord(value.labels) &&
    typeof value.fingerprint === 'string' &&
    typeof value.startsAt === 'string'
  );
}

export function isRawGroup(value: unknown): value is RawGroup {
  return isRecord(value) && Array.isArray(value.alerts) && value.alerts.every(isRawAlert);
}

export function isRawSilence(value: unknown): value is RawSilence {
  return (
    isRecord(value) &&
    typeof value.id === 'string' &&
    typeof value.startsAt === 'string' &&
    typeof value.endsAt === 'string' &&
    Array.isArray(value.matchers) &&
    value.matchers.every(matcher => isRecord(matcher) && typeof matcher.name === 'string')
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

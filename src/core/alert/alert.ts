/** What Alertmanager says of an alert: firing and notifying, held back, or not yet looked at. */
export type AlertState = 'active' | 'suppressed' | 'unprocessed';

export type Labels = Readonly<Record<string, string>>;

/**
 * One label set as a source shows it now, the members of an HA cluster folded into one.
 * All text has passed the ECMA-48 filter. Times are Unix milliseconds.
 */
export interface Alert {
  /** Name of the source (the Alertmanager cluster), as configured. */
  readonly source: string;
  /** Alertmanager's 16 hex digits for the label set. */
  readonly fingerprint: string;
  readonly startsAt: number;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly generatorURL: string;
  readonly state: AlertState;
  /** Ids of the silences that hold it back. */
  readonly silencedBy: readonly string[];
  /** Fingerprints of the alerts that inhibit it. */
  readonly inhibitedBy: readonly string[];
  /** Names of the time intervals that mute it (Alertmanager 0.28 and newer). */
  readonly mutedBy: readonly string[];
  readonly receivers: readonly string[];
  /** Members of the cluster that report it, as `host:port`. */
  readonly members: readonly string[];
  /**
   * Members that notify although another one holds it back, when they must have heard of that: they do not tell each
   * other. What holds it back is then what these say.
   */
  readonly notifying?: readonly string[];
  /** First poll that no longer showed it, while the grace before "resolved" runs. */
  readonly absentSince?: number;
  /** When the relay that told of it lost its stream, Unix ms; gone when it is told again. */
  readonly unconfirmedSince?: number;
}

/** Names one label set of one source: the identity that cursor, marks and acks hold on to. */
export type AlertKey = string;

export function alertKey(alert: {readonly source: string; readonly fingerprint: string}): AlertKey {
  return `${alert.source}/${alert.fingerprint}`;
}

/** What tells the alert of a key from the others of its source. A source's name may have slashes in it. */
export function fingerprintOf(key: AlertKey): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** The alert's name for people: its `alertname`, or its fingerprint where it has none. */
export function alertName(alert: {readonly labels: Labels; readonly fingerprint: string}): string {
  return alert.labels.alertname ?? alert.fingerprint;
}

import type {Backbone, Entry, NewEntry} from '../../../../src/relay/backbone/backbone.js';

const LATE = '0001-01-01T00:00:00.000Z';

/** An alert by its name; its fingerprint follows from that. */
export function alert(name: string, status: 'firing' | 'resolved' = 'firing', text = ''): NewEntry {
  const fingerprint = Buffer.from(name).toString('hex').padStart(16, '0').slice(-16);
  return {
    kind: 'alert',
    key: `eu ${name} ${LATE}`,
    value: status,
    alert: {
      source: 'eu',
      status,
      fingerprint,
      startsAt: LATE,
      endsAt: status === 'firing' ? null : LATE,
      labels: {alertname: name, severity: 'critical'},
      annotations: {summary: text},
      groupKey: `{}:{alertname="${name}"}`,
    },
  };
}

/** A fact of a cockpit's journal. */
export function fact(seq: number, origin = 'j-ana', text = `note ${seq}`): NewEntry {
  return {
    kind: 'fact',
    fact: {v: 1, seq, origin, at: LATE, by: 'ana', type: 'note.added', note: `n${seq}`, text},
  };
}

/** What every fact has. */
export function bareFact(seq: number) {
  return {v: 1, seq, origin: 'j-ana', at: '2026-11-02T03:04:05.678Z', by: 'ana', type: 'note.added'};
}

export function told(key: string): NewEntry {
  return {kind: 'told', key, fact: {v: 1, at: LATE, by: 'deploy', type: 'change.recorded', text: key}};
}

/** What a sender does: asks again until it is told that it was taken in. */
export async function insist(backbone: Backbone, entries: readonly NewEntry[]): Promise<void> {
  for (;;) {
    try {
      await backbone.append(entries);
      return;
    } catch (error) {
      if (!(error instanceof Error && error.name === 'BackboneError')) throw error;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }
}

/** Everything a subscriber hears from now on, in one list; `undefined` where it was told to read anew. */
export function heardBy(backbone: Backbone): (Entry | undefined)[] {
  const heard: (Entry | undefined)[] = [];
  backbone.subscribe(entries => {
    if (entries === undefined) heard.push(undefined);
    else heard.push(...entries);
  });
  return heard;
}

/** Everything that can be read. */
export function readAll(backbone: Backbone): Promise<readonly Entry[]> {
  return backbone.read(Math.max(0, backbone.position().oldest - 1), Number.MAX_SAFE_INTEGER);
}

export function nameOf(entry: Entry | undefined): string {
  if (entry === undefined) return 'anew';
  if (entry.kind === 'alert') return `${entry.alert.labels.alertname} ${entry.alert.status}`;
  return String(entry.fact.text);
}

export function upTo(count: number): readonly number[] {
  return Array.from({length: count}, (_, index) => index + 1);
}

import type {CheckResult} from '../../src/core/checklist/checklist.js';
import type {BundledWatch, WatchDesk} from '../../src/core/handoff/desk.js';
import type {Meanwhile} from '../../src/core/handoff/unwatched-hours.js';
import type {Fact} from '../../src/core/shift/fact.js';

export interface FakeWatchDesk extends WatchDesk {
  /** What the journal file holds. */
  facts: readonly Fact[];
  damage: string | undefined;
  /** What others say of times without a cockpit. */
  elsewhere: Omit<Meanwhile, 'from' | 'to'>;
  /** Files by path. */
  readonly files: Map<string, string>;
  /** What was laid down for the editor. */
  laid: string;
  /** What the operator writes there. */
  written: ((text: string) => string) | undefined;
  bundled: BundledWatch;
  /** How checks end. */
  checked: CheckResult;
  /** How many test alerts were posted. */
  tests: number;
  readonly checks: ('doctor' | readonly string[])[];
}

/** A machine with a journal file, a home folder and an editor. */
export function fakeWatchDesk(): FakeWatchDesk {
  const desk: FakeWatchDesk = {
    facts: [],
    damage: undefined,
    elsewhere: {server: 'Prometheus prom:9090', alerts: []},
    files: new Map(),
    laid: '',
    written: undefined,
    checked: {ok: true, said: 'All is well.'},
    checks: [],
    tests: 0,
    async check(check) {
      desk.checks.push(check);
      return desk.checked;
    },
    bundled: {operator: 'lee', facts: []},
    log: async () => ({facts: desk.facts, ...(desk.damage === undefined ? {} : {damage: desk.damage})}),
    meanwhile: async spans => spans.map(span => ({...span, ...desk.elsewhere})),
    async write(file, text) {
      if (file.startsWith('no/'))
        throw Object.assign(new Error('no/h cannot be written (ENOENT).'), {hint: 'Name another file.'});
      desk.files.set(`/home/ana/${file}`, text);
      return `/home/ana/${file}`;
    },
    html: async markdown => `<pre>${markdown}</pre>`,
    async draft(text) {
      desk.laid = text;
      return {editor: 'nano', file: 'nano', args: ['handoff.md'], take: async () => desk.written?.(text) ?? text};
    },
    testAlert: async () => ({
      question: 'Post a test alert? eu leads it to nobody.',
      run: async () => {
        desk.tests += 1;
        return desk.checked;
      },
    }),
    bundle: async () => desk.bundled,
  };
  return desk;
}

import type {Hole, RunbookDesk, RunbookEntry, Trust} from '../../src/core/runbook/desk.js';
import type {RunbookDocument, StatementBlock, Step} from '../../src/core/runbook/document.js';
import type {Placeholder} from '../../src/core/runbook/fill.js';
import type {RunPlace} from '../../src/core/runbook/run.js';
import type {Level} from '../../src/core/runbook/verdict.js';

export const ENTRY: RunbookEntry = {
  file: '/ops/runbooks/disk.md',
  shown: 'disk.md',
  document: 'disk',
  title: 'Disk filling up',
  because: 'file name',
};

export interface FakeDesk extends RunbookDesk {
  found: readonly RunbookEntry[];
  suggested: readonly RunbookEntry[];
  document: RunbookDocument;
  trusted: Trust;
  failure: Error | undefined;
  where: RunPlace;
  /** What the operator writes in the editor. */
  written: string | undefined;
  readonly trustedHashes: string[];
}

/** A desk with one short runbook; the first word of a statement says its level (`rm` destroys, `restart` changes). */
export function fakeDesk(): FakeDesk {
  const desk: FakeDesk = {
    limits: {idle: 60_000},
    found: [ENTRY],
    suggested: [],
    document: diskRunbook(),
    trusted: {state: 'trusted', since: 0},
    failure: undefined,
    where: {host: 'bastion', user: 'ana', cwd: '/home/ana'},
    written: undefined,
    trustedHashes: [],
    match: async () => ({found: desk.found, suggested: desk.suggested}),
    list: async () => desk.found,
    async read(file) {
      if (desk.failure !== undefined) throw desk.failure;
      const {document} = desk;
      const read = {file: 'disk.md', root: '/ops/runbooks', hash: 'h1', title: document.title, documents: [document]};
      return {file: file === ENTRY.file ? read : {...read, documents: []}, trust: desk.trusted};
    },
    async trust(_file, hash) {
      desk.trustedHashes.push(hash);
      desk.trusted = {state: 'trusted', since: 0};
    },
    judge: (text, _note) => ({
      level: levelOf(text),
      reasons: [`${text.split(' ')[0]} is known`],
      needsTerminal: text.startsWith('top'),
      endless: text.startsWith('tail'),
      commands: [text.split(' ')[0] ?? ''],
      ...(levelOf(text) === 'destructive' ? {resource: text.split(' ').at(-1) ?? ''} : {}),
    }),
    holes: (text, context) =>
      placeholdersIn(text).map((placeholder): Hole => {
        const value = context.labels[placeholder.name];
        const earlier = context.earlier.find(one => one.placeholder === placeholder.raw);
        return {
          placeholder,
          candidates: [
            ...(earlier === undefined ? [] : [{...earlier, source: {kind: 'earlier'} as const}]),
            ...(value === undefined
              ? []
              : [
                  {
                    placeholder: placeholder.raw,
                    value,
                    source: {kind: 'label', name: placeholder.name} as const,
                    secret: placeholder.secret,
                  },
                ]),
          ],
        };
      }),
    fill(text, values, _before) {
      const bad = values.find(one => one.value.includes(';'));
      if (bad !== undefined) return {ok: false, missing: [], refusals: [`${bad.value} would change the command.`]};
      const whole = values.reduce((filled, one) => filled.replace(one.placeholder, one.value), text);
      return {ok: true, text: whole, values, env: {}, warnings: []};
    },
    redact: (text, secrets) => secrets.reduce((masked, secret) => masked.replaceAll(secret, '••••'), text),
    draft: async text => ({editor: 'ed', file: 'ed', args: [text], take: async () => desk.written ?? text}),
    place: async () => desk.where,
    interactive: async request => ({file: 'bash', args: ['-c', request.text]}),
  };
  return desk;
}

function levelOf(text: string): Level {
  if (text.startsWith('rm')) return 'destructive';
  return text.startsWith('restart') ? 'changes' : 'reads';
}

function placeholdersIn(text: string): readonly Placeholder[] {
  return [...text.matchAll(/<([a-z-]+)>/g)].map(found => ({
    raw: found[0],
    name: found[1] ?? '',
    kind: 'angle',
    range: [found.index, found.index + found[0].length],
    secret: (found[1] ?? '').includes('token'),
  }));
}

function statement(id: string, text: string, over: Partial<StatementBlock> = {}): StatementBlock {
  return {kind: 'statement', id, text, comment: '', language: 'bash', lines: [1, 1], inline: false, hints: {}, ...over};
}

function step(id: string, title: string, over: Partial<Step> = {}): Step {
  return {id, title, text: '', lines: [1, 1], task: false, blocks: [], expectations: [], ...over};
}

function diskRunbook(): RunbookDocument {
  return {
    id: 'disk',
    title: 'Disk filling up',
    lines: [1, 40],
    context: [],
    metadata: {},
    alerts: [],
    escalations: [],
    messages: [],
    checklist: false,
    options: {},
    sections: [
      {
        id: 'look',
        title: 'Investigation',
        level: 2,
        anchor: 'investigation',
        lines: [3, 20],
        role: 'investigate',
        intro: '',
        steps: [
          step('full', 'How full is it', {
            text: 'Ask the machine how much is left.',
            lines: [4, 9],
            blocks: [statement('df', 'df -h /srv', {lines: [6, 6]}), statement('du', 'du -s <dir>', {lines: [7, 7]})],
            expectations: [{text: '`98%` = nearly full', pattern: '98%', meaning: 'nearly full'}],
          }),
          step('ask', 'Ask who wrote so much', {task: true}),
        ],
      },
      {
        id: 'mend',
        title: 'Resolution',
        level: 2,
        anchor: 'resolution',
        lines: [21, 40],
        role: 'resolve',
        intro: '',
        steps: [
          step('restart', 'Restart the writer', {blocks: [statement('rs', 'restart <service>')]}),
          step('clean', 'Remove old files', {blocks: [statement('rm', 'rm -rf /srv/old')]}),
          step('live', 'Watch it', {
            blocks: [
              statement('top', 'top'),
              statement('sql', 'SELECT 1', {language: 'sql', notRunnable: 'it is SQL'}),
            ],
          }),
        ],
      },
    ],
  };
}

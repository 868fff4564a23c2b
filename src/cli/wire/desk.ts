import {join} from 'node:path';
import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {Clock} from '../../core/ports.js';
import type {RunbookDesk} from '../../core/runbook/desk.js';
import type {Runner} from '../../core/runbook/run.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {RunbookIndex} from '../../runbooks/index-roots.js';
import type {DeskTools} from './desk-tools.js';
import {keptSpots} from './kept-spots.js';
import type {Redactor} from './redactor.js';

/** How long the files are not looked at again, ms. */
const FRESH = 2_000;
/** When the first index is made: after the first frames and polls, before anybody asks. */
const SOON = 2_000;

interface DeskParts {
  readonly config: Config;
  readonly env: Env;
  readonly clock: Clock;
  readonly builtIn: string;
  readonly runner: Pick<Runner, 'place' | 'interactive'>;
  readonly redact: Redactor;
}

/** The runbooks of this machine for the cockpit. Parsers are loaded when a file is first looked for. */
export function openDesk({config, env, clock, builtIn, runner, redact}: DeskParts): RunbookDesk {
  const roots = [...config.runbooks.roots, builtIn];
  const files = indexer(roots, clock);
  let tools: DeskTools | undefined;
  const load = async () => {
    tools ??= (await import('./desk-tools.js')).deskTools(config, env, there);
  };
  const there = new Set<string>();
  const loaded = (): DeskTools => {
    if (tools === undefined) throw new Error('statements are asked about before any runbook was read');
    return tools;
  };
  const trust = async () => {
    const {fileTrust} = await import('../../runbooks/trust/file-trust.js');
    return fileTrust(join(config.stateDir, 'trust'), clock.now);
  };
  clock.after(SOON, () => void files());
  const {idleTimeout: idle, totalTimeout: total} = config.runbooks;
  return {
    limits: {idle, ...(total === undefined ? {} : {total})},
    async match(alert) {
      const [{matchRunbooks}, index] = await Promise.all([import('../../runbooks/match/match.js'), files()]);
      return matchRunbooks(alert, index.files);
    },
    async list() {
      const [{entriesOf}, index] = await Promise.all([import('../../runbooks/match/match.js'), files()]);
      return entriesOf(index.files);
    },
    async read(path) {
      const [{readRunbook}] = await Promise.all([import('../../runbooks/read-runbook.js'), load()]);
      const root = roots.find(one => path.startsWith(join(one, '/'))) ?? join(path, '..');
      const file = await readRunbook(path, root);
      const {trust: state, hash} = await (await trust()).of(path);
      if (hash !== file.hash) {
        throw new OperatorError(`${path} changed while it was read.`, {hint: 'Open it again.'});
      }
      return {file, trust: state, away: config.runbooks.via.length > 0};
    },
    trust: async (path, hash) => (await trust()).trust(path, hash),
    judge: (text, note, variables) => loaded().judge(text, note, variables),
    ...(config.runbooks.via.length > 0
      ? {learn: (text: string) => learn(loaded().variables(text), {runner, there})}
      : {}),
    holes: (text, context) => loaded().holes(text, context),
    fill: (text, values, before) => loaded().fill(text, values, before),
    redact: redact.statement,
    spots: keptSpots({
      folder: join(config.stateDir, 'spots'),
      redact: text => redact.statement(text, []),
      now: clock.now,
    }),
    draft: async text => {
      const {draftFile} = await import('./draft-file.js');
      return draftFile(text, {folder: join(config.stateDir, 'drafts'), env, name: 'statement.sh'});
    },
    place: (session, names) => runner.place(session, names),
    interactive: request => runner.interactive(request),
  };
}

/** A session that nothing runs in: it has what every walk begins with, and nothing that one of them has set. */
const UNTOUCHED = 'environment';

async function learn(
  names: readonly string[],
  {runner, there}: {readonly runner: DeskParts['runner']; readonly there: Set<string>},
): Promise<void> {
  const unknown = names.filter(name => !there.has(name));
  if (unknown.length === 0) return;
  // Where nobody answers, the values are asked for, and the question says why nothing runs.
  const {variables = {}} = (await runner.place(UNTOUCHED, unknown).catch(() => undefined)) ?? {};
  for (const name of unknown) if ((variables[name] ?? '') !== '') there.add(name);
}

/** The files of the roots, read again when one was added, changed or removed; asked twice at once, read once. */
function indexer(roots: readonly string[], clock: Clock): () => Promise<RunbookIndex> {
  let made: {readonly stamp: string; readonly index: RunbookIndex} | undefined;
  let looking: {readonly at: number; readonly index: Promise<RunbookIndex>} | undefined;
  const look = async () => {
    const [{stampRoots}, {indexRoots}] = await Promise.all([
      import('../../runbooks/stamp-roots.js'),
      import('../../runbooks/index-roots.js'),
    ]);
    // Taken first: what is written while the files are read is seen the next time.
    const stamp = await stampRoots(roots);
    if (made?.stamp !== stamp) made = {stamp, index: await indexRoots(roots)};
    return made.index;
  };
  return () => {
    const now = clock.monotonic();
    if (looking === undefined || now - looking.at > FRESH) looking = {at: now, index: look()};
    return looking.index;
  };
}

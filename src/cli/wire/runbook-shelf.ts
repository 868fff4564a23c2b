import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {dirname, join, relative, resolve, sep} from 'node:path';
import type {Env} from '../../config/places.js';
import type {RunbookFile} from '../../core/runbook/document.js';
import type {RunbookShelf, ShelfFiles} from '../../core/runbook/shelf.js';
import {OperatorError} from '../../lib/operator-error.js';
import {indexRoots} from '../../runbooks/index-roots.js';
import {isRunbookText} from '../../runbooks/is-runbook-text.js';
import {judgeDocument} from '../../runbooks/judge-document.js';
import {lintFile} from '../../runbooks/lint/lint-file.js';
import {matchRunbooks} from '../../runbooks/match/match.js';
import {readRunbook, readText} from '../../runbooks/read-runbook.js';
import {alertsOfRules} from '../../runbooks/rules-file.js';
import {thisMachine} from '../../runbooks/this-machine.js';
import {walkRoot} from '../../runbooks/walk-root.js';
import {EXIT} from '../exit-codes.js';

/** Runbook files of this machine, for commands. */
export function openShelf(env: Env, builtIn: string): RunbookShelf {
  const known = new Set(Object.keys(env));
  return {
    builtIn,
    read: readAll,
    open: openOne,
    judge: (document, tables) => judgeDocument(document, {tables, known}),
    async match(alerts, roots) {
      const {files} = await indexRoots(roots);
      return alerts.map(alert => ({alert, match: matchRunbooks(alert, files)}));
    },
    rules: readRules,
    async lint(files, {tables, now}) {
      const machine = thisMachine(env);
      const found = [];
      for (const {path, file} of files) {
        const {text} = await readText(path);
        found.push(...lintFile({file: file.file, root: file.root, text}, {path, tables, machine, now}));
      }
      return found;
    },
  };
}

async function readAll(roots: readonly string[]): Promise<ShelfFiles> {
  const files: ShelfFiles['files'][number][] = [];
  const troubles: string[] = [];
  const seen = new Set<string>();
  for (const root of roots) {
    const walked = await walkRoot(root);
    troubles.push(...walked.troubles.map(({path, why}) => `${path} cannot be read: ${why}.`));
    const fresh = walked.files.filter(({path}) => !seen.has(path));
    for (const {path} of fresh) {
      seen.add(path);
      const file = await readOrSay(path, root);
      if (typeof file === 'string') troubles.push(file);
      else if (file !== undefined) files.push({path, file});
    }
  }
  return {files, troubles};
}

/** Undefined for a text that is no runbook. */
async function readOrSay(path: string, root: string): Promise<RunbookFile | string | undefined> {
  try {
    if (/\.txt$/i.test(path) && !isRunbookText(path, (await readText(path)).text)) return undefined;
    return await readRunbook(path, root);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What the word itself names, or else the file of that path below a root. */
const openOne: RunbookShelf['open'] = async (word, {from, roots}) => {
  const places = [resolve(from, word), ...roots.flatMap(root => [join(root, word), join(root, `${word}.md`)])];
  const found = places.find(place => existsSync(place));
  if (found === undefined) {
    throw new OperatorError(`There is no runbook ${word}, neither here nor in ${roots.join(', ')}.`, {
      hint: '`wk runbook list` shows those that there are.',
      exitCode: EXIT.notFound,
    });
  }
  const root = roots.find(each => isBelow(found, each)) ?? dirname(found);
  return {path: found, file: await readRunbook(found, root)};
};

function isBelow(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`);
}

async function readRules(path: string): ReturnType<RunbookShelf['rules']> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new OperatorError(`The rules ${path} cannot be read: ${String(error)}.`, {hint: 'Check the path.'});
  });
  const alerts = alertsOfRules(text);
  if (alerts === undefined) {
    throw new OperatorError(`${path} holds no groups of Prometheus rules.`, {
      hint: 'Name a rules file, or a PrometheusRule of Kubernetes.',
    });
  }
  return alerts;
}

import {readFile} from 'node:fs/promises';
import type {Drill} from '../core/drill/drill.js';
import {drillFaults, drillOf} from '../core/drill/read-drill.js';
import {DRILL_SCHEMA} from '../core/drill/schema.js';
import {OperatorError} from '../lib/operator-error.js';
import {checkYaml} from './check-file.js';
import {problemText} from './read-file.js';

/** Reads a written drill. Rejects with everything that is wrong with it, and the line of each. */
export async function readDrill(path: string): Promise<Drill> {
  const checked = checkYaml(await textOf(path), DRILL_SCHEMA, drillFaults);
  if (checked.ok) return drillOf(checked.data);
  const count = checked.problems.length === 1 ? 'a problem' : `${checked.problems.length} problems`;
  const lines = checked.problems.map(problem => `  ${problemText(path, problem)}`);
  throw new OperatorError([`The drill ${path} has ${count}:`, ...lines].join('\n'), {
    hint: 'Correct it. `wk demo --help` says what a drill is made of.',
  });
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new OperatorError(`The drill ${path} cannot be read (${code}).`, {
      hint: 'Name a file that you can read.',
      cause,
    });
  }
}

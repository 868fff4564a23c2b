import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {DraftTemplate} from '../core/incident/draft-templates.js';
import {OperatorError} from '../lib/operator-error.js';

const SUFFIX = '.liquid';
/** Bytes; a message is a page at most. */
const LARGEST = 100_000;

/**
 * The templates of a folder by name: `declaration.liquid` holds the title in its first line, and the text in those that
 * follow. Rejects with an {@link OperatorError} that names the folder or file.
 */
export async function readTemplates(
  folder: string,
  known: readonly string[],
): Promise<Readonly<Record<string, DraftTemplate>>> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new OperatorError(`The folder of templates ${folder} cannot be read (${codeOf(cause)}).`, {
      hint: 'Make it, or leave `templates` out of the configuration.',
      cause,
    });
  });
  const files = names.filter(name => name.endsWith(SUFFIX));
  const strange = files.find(name => !known.includes(name.slice(0, -SUFFIX.length)));
  if (strange !== undefined) {
    throw new OperatorError(`${join(folder, strange)} is no template that is used.`, {
      hint: `They are called ${known.map(name => `${name}${SUFFIX}`).join(', ')}.`,
    });
  }
  const read = await Promise.all(
    files.map(async name => [name.slice(0, -SUFFIX.length), await readOne(join(folder, name))] as const),
  );
  return Object.fromEntries(read);
}

async function readOne(file: string): Promise<DraftTemplate> {
  const whole = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new OperatorError(`The template ${file} cannot be read (${codeOf(cause)}).`, {
      hint: 'Make it readable.',
      cause,
    });
  });
  if (whole.length > LARGEST) {
    throw new OperatorError(`The template ${file} is larger than ${LARGEST} characters.`, {hint: 'Shorten it.'});
  }
  const end = whole.indexOf('\n');
  return end === -1 ? {title: whole, text: ''} : {title: whole.slice(0, end), text: whole.slice(end + 1)};
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
}

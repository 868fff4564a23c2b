import {FIELDS} from '../core/incident/drafts.js';
import {OperatorError} from '../lib/operator-error.js';
import {prose} from './args.js';
import {EXIT} from './exit-codes.js';

/** What `--set FIELD=TEXT` says; an empty text takes a field back. */
export function fieldsOf(words: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    words.map(word => {
      const [, name = '', value = ''] = /^([A-Za-z]+)=(.*)$/s.exec(word) ?? [];
      if (!Object.hasOwn(FIELDS, name)) {
        throw new OperatorError(`--set ${word}: there is no such field.`, {
          hint: `Write FIELD=TEXT with one of: ${Object.keys(FIELDS).join(', ')}.`,
          exitCode: EXIT.usage,
        });
      }
      return [name, prose(value)];
    }),
  );
}

import type {Placeholder} from '../../core/runbook/fill.js';
import {isSecretName} from '../../lib/secret-name.js';
import {freeVariables} from './free-variables.js';
import {fillHoles, holesIn} from './holes.js';
import {namesSecret, placeholderName} from './placeholder-name.js';

/**
 * What has to get a value before the statement may run, in the order of the text: `<pod>`, `{{ $labels.pod }}`,
 * `YOUR_KEY`, and variables that neither the text nor `known` (environment, earlier statements) gives a value to.
 */
export function placeholdersIn(text: string, known: ReadonlySet<string> = new Set()): readonly Placeholder[] {
  const holes = holesIn(text);
  // `<pod>` would read as two redirections; a word of the same length keeps every offset.
  const readable = fillHoles(text, holes, ({raw}) => 'P'.repeat(raw.length));
  const variables = freeVariables(readable, known).map(
    ({name, raw, range}): Placeholder => ({
      raw,
      name: placeholderName(name),
      kind: 'variable',
      range,
      secret: namesSecret(name) || isSecretName(name),
    }),
  );
  return [...holes, ...variables].sort((a, b) => a.range[0] - b.range[0]);
}

import type {Placeholder} from '../../core/runbook/fill.js';
import {isSecretName} from '../../lib/secret-name.js';
import {beginning, type Earlier, readable} from './earlier.js';
import {freeVariables} from './free-variables.js';
import {hiddenVariables} from './hidden-variables.js';
import {holesIn} from './holes.js';
import {namesSecret, placeholderName} from './placeholder-name.js';

/**
 * What has to get a value before the statement may run, in the order of the text: `<pod>`, `{{ $labels.pod }}`,
 * `YOUR_KEY`, and variables that neither the text nor what is known `earlier` gives a value to. A value that was given for
 * an earlier statement is asked for again wherever this one can come to it.
 */
export function placeholdersIn(text: string, earlier: Earlier = beginning()): readonly Placeholder[] {
  const holes = holesIn(text);
  const plain = readable(text);
  const variables = [...freeVariables(plain, earlier.known), ...hiddenVariables(plain, earlier)].map(
    ({name, raw, range}): Placeholder => ({
      // A hole may stand inside the expansion.
      raw: plain.slice(...range) === raw ? text.slice(...range) : raw,
      name: placeholderName(name),
      kind: 'variable',
      range,
      secret: namesSecret(name) || isSecretName(name),
    }),
  );
  return [...holes, ...variables].sort((a, b) => a.range[0] - b.range[0]);
}

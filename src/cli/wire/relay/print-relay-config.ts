import {OperatorError} from '../../../lib/operator-error.js';
import {printConfig} from '../../../relay/print-config/index.js';
import {relayAlertRules} from '../../../relay/server/alert-rules.js';
import type {RelayPrint} from '../../relay-request.js';

/** What is to be pasted at the other side of the relay. Throws {@link OperatorError} for options that cannot be used. */
export function printRelayConfig({what, ...options}: RelayPrint): string {
  if (what === 'prometheus') return relayAlertRules();
  if (!Object.hasOwn(printConfig, what)) {
    throw new OperatorError(`There is nothing to print for ${what}.`, {
      hint: `There is something for ${[...Object.keys(printConfig), 'prometheus'].join(', ')}.`,
    });
  }
  return printConfig[what as keyof typeof printConfig](options);
}

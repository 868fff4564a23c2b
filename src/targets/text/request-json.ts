import type {TargetRequest} from '../../core/escalation/target.js';
import type {Fitter} from './fit.js';

const LONGEST_TITLE = 2_000;
const LONGEST_TEXT = 60_000;

/** A request as our own receivers get it. Its shape is a promise: keys are added, never changed. */
export function requestJson(request: TargetRequest, fit: Fitter): Readonly<Record<string, unknown>> {
  const {verb, key, thread, ref, message, level, people, test = false} = request;
  const {title, text, severity, status, source, by, at, labels = {}, links = [], fields = []} = message;
  return {
    v: 1,
    verb,
    key,
    thread,
    test,
    ...(ref === undefined ? {} : {ref}),
    ...(level === undefined ? {} : {level}),
    ...(people === undefined ? {} : {people}),
    message: {
      title: fit.fit('the title', title, LONGEST_TITLE),
      text: fit.fit('the text', text, LONGEST_TEXT),
      severity,
      status,
      source,
      by,
      at: new Date(at).toISOString(),
      labels,
      links,
      fields,
    },
  };
}

import * as v from 'valibot';
import {TargetError, type TargetRequest} from '../../core/escalation/target.js';
import {parseDuration} from '../../core/time/duration.js';
import {durationWithin} from '../../core/time/duration-schema.js';
import {maskSecrets} from '../../lib/mask-secrets.js';
import {canRun} from '../../lib/node/find-program.js';
import {argv, flag} from '../../lib/option-parts.js';
import {words} from '../../lib/server-words.js';
import {defineTarget} from '../define-target.js';
import {DELIVERS} from '../delivers.js';
import {fit, fitter} from '../text/fit.js';
import {requestJson} from '../text/request-json.js';
import {type Ending, run} from './run.js';

const SECOND = 1000;

const options = v.strictObject(
  {
    command: argv,
    /** It tells a repeat by WK_KEY itself. */
    idempotent: v.optional(flag),
    timeout: v.optional(
      v.pipe(
        durationWithin(100, 600 * SECOND),
        v.transform(text => parseDuration(text) ?? 0),
      ),
      '30s',
    ),
  },
  'write {kind: command, command: [program, argument]}',
);

const SENDS_ONLY = 'a command is only told, and never asked';

/** A program of the operator's own: the request is on its standard input as JSON and in its environment, never in argv. */
export const command = defineTarget({
  kind: 'command',
  options,
  connects: false,
  create(_, {command: words, idempotent, timeout}, tools) {
    return {
      powers: {...DELIVERS, find: SENDS_ONLY, 'on-call': SENDS_ONLY},
      repeats: idempotent === true ? 'key' : 'none',
      async send(request, {signal}) {
        const fitting = fitter();
        const input = `${JSON.stringify(requestJson(request, fitting))}\n`;
        const env = {...tools.env, ...variablesOf(request)};
        const ending = await run({argv: words, env, input, timeout, clock: tools.clock, signal});
        const said = outcome(ending, {program: words[0] ?? '', timeout});
        const remark = [fitting.remark() ?? '', said].filter(part => part !== '').join('; ');
        return remark === '' ? {} : {remark};
      },
      async check() {
        const program = words[0] ?? '';
        if (await canRun(program, tools.env.PATH)) return `The program ${program} is there and may be run.`;
        throw absent(program, 'ENOENT');
      },
    };
  },
});

/** One variable takes 128 KiB; this leaves room for the widest characters. */
const LONGEST_VARIABLE = 20_000;

function variablesOf(request: TargetRequest): Readonly<Record<string, string>> {
  const {verb, key, thread, message, level, people = [], test} = request;
  const {title, text, severity, status, source, by, at} = message;
  return {
    WK_VERB: verb,
    WK_KEY: key,
    WK_THREAD: thread,
    WK_TITLE: fit(title, LONGEST_VARIABLE),
    WK_TEXT: fit(text, LONGEST_VARIABLE),
    WK_SEVERITY: severity,
    WK_STATUS: status,
    WK_SOURCE: source,
    WK_BY: by,
    WK_AT: new Date(at).toISOString(),
    WK_LEVEL: level === undefined ? '' : String(level),
    WK_PEOPLE: fit(people.join(' '), LONGEST_VARIABLE),
    WK_TEST: test === true ? '1' : '',
  };
}

/** By the exit codes of sysexits; everything else but 0 is tried again. */
const CODES: Readonly<Record<number, {readonly kind: 'rejected' | 'refused' | 'not-found' | 'overloaded'}>> = {
  64: {kind: 'rejected'},
  65: {kind: 'rejected'},
  67: {kind: 'not-found'},
  68: {kind: 'not-found'},
  75: {kind: 'overloaded'},
  77: {kind: 'refused'},
  78: {kind: 'refused'},
};

/** What it printed, as a remark. Throws when it did not do it, or nobody knows. */
function outcome(ending: Ending, {program, timeout}: {readonly program: string; readonly timeout: number}): string {
  if (ending.how === 'absent') throw absent(program, ending.code);
  const quote = quoted(ending.stderr);
  if (ending.how === 'late') {
    throw new TargetError('timeout', `${program} was not done within ${timeout / SECOND} s and was stopped${quote}.`, {
      hint: 'Run it by hand to see what it waits for; `timeout` of this target says how long it may take.',
    });
  }
  if (ending.how === 'killed') {
    throw new TargetError('bad-answer', `${program} was ended by ${ending.by}${quote}.`, {
      hint: 'Something on this machine stopped it: what it had done by then is not known.',
    });
  }
  if (ending.code === 0) return words(maskSecrets(ending.stdout));
  const {kind} = CODES[ending.code] ?? {kind: 'unreachable' as const};
  throw new TargetError(kind, `${program} ended with exit code ${ending.code}${quote}.`, {
    hint: 'Run it by hand to see why. 75 asks for another try, 64 and 65 for none; 0 alone says that it is sent.',
    unknown: false,
  });
}

/** The last thing it said. */
function quoted(stderr: string): string {
  const last = maskSecrets(stderr).trim().split('\n').at(-1) ?? '';
  const said = words(last);
  return said === '' ? '' : `: ${said}`;
}

function absent(program: string, code: string): TargetError {
  return new TargetError('refused', `The program ${program} cannot be started (${code}).`, {
    hint: 'Check `command` of this target: it is a list of the program and its arguments, and is run without a shell.',
  });
}

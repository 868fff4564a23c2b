import {EXIT} from '../../src/cli/exit-codes.js';
import type {WalkHands} from '../../src/cli/walk-hands.js';
import {OperatorError} from '../../src/lib/operator-error.js';
import {ENTRY, fakeDesk} from '../support/fake-desk.js';
import {aWatch, NIGHT} from '../support/given.js';
import {bench} from './fake-context.js';
import {fakeHands} from './fake-hands.js';

export interface Walker {
  readonly answers?: readonly string[];
  readonly code?: number;
  readonly isTTY?: boolean;
  /** There is no such file. */
  readonly missing?: boolean;
}

/** A terminal whose operator gives these answers, and statements that end with this code. */
export function walker({answers = [], code = 0, isTTY = true, missing = false}: Walker) {
  const hands = fakeHands(aWatch());
  const desk = fakeDesk();
  const left = [...answers];
  const asked: string[] = [];
  const walking: WalkHands = {
    ...hands,
    desk,
    async follow(run, write) {
      await hands.dispatch({type: 'settle-run-started', run, on: NIGHT, file: '/tmp/out'});
      write('what it says\n');
      const result = {how: 'exited', code, endedAt: NIGHT, bytes: 13} as const;
      await hands.dispatch({type: 'settle-run-ended', run, result});
    },
    async ask(question) {
      asked.push(question);
      return left.shift();
    },
    handOff: async () => ({code, signal: null}),
    onInterrupt: () => () => undefined,
    now: () => NIGHT,
  };
  const shelf = {
    builtIn: '/ops/runbooks',
    async open() {
      if (missing) throw new OperatorError('There is no runbook disk.md.', {exitCode: EXIT.notFound});
      return {path: ENTRY.file, file: (await desk.read(ENTRY.file)).file};
    },
  };
  const {run} = bench({isTTY, context: {openWalkHands: async () => walking, runbooks: async () => shelf as never}});
  const ran = () => hands.commands.flatMap(one => (one.type === 'confirm-run' ? [one.text] : []));
  return {desk, hands, asked, ran, run: (...argv: string[]) => run('runbook', 'run', 'disk.md', ...argv)};
}

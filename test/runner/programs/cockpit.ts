import {systemClock} from '../../../src/lib/node/system-clock.js';
import {openRunner} from '../../../src/runner/open-runner.js';

/** Runs a statement named `r-1` and writes its output to stdout: `cockpit FOLDER STATEMENT`. */
const [folder = '', text = ''] = process.argv.slice(2);
const env = {PATH: process.env.PATH, SHELL: '/bin/sh'};
const runner = await openRunner({folder, clock: systemClock, env, cwd: folder});
const running = await runner.start({run: 'r-1', session: 's', env: {}, text}, event => {
  if (event.type === 'output') for (const line of event.lines) process.stdout.write(`${line.text}\n`);
});
await running.ended;

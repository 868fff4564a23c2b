import {expect, test} from 'vitest';
import {withTerminal} from '../../../src/runner/host/with-terminal.js';

test.each([
  [
    ['ssh', '-J', 'bastion', 'host'],
    ['ssh', '-t', '-J', 'bastion', 'host'],
  ],
  [
    ['/usr/bin/ssh', 'host'],
    ['/usr/bin/ssh', '-t', 'host'],
  ],
  [
    ['docker', 'exec', '-i', 'box'],
    ['docker', 'exec', '-i', '-t', '-i', 'box'],
  ],
  [
    ['kubectl', '-n', 'a', 'exec', '-i', 'pod', '--'],
    ['kubectl', '-n', 'a', 'exec', '-i', '-t', '-i', 'pod', '--'],
  ],
  [
    ['sudo', '-u', 'ops'],
    ['sudo', '-u', 'ops'],
  ],
])('%j asks for a terminal as it has to', (via, expected) => {
  expect(withTerminal(via)).toEqual(expected);
});

import {EventEmitter} from 'node:events';
import {describe, expect, test} from 'vitest';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {createLineWriter} from '../../src/terminal/line-writer.js';
import {openScreen} from '../../src/terminal/open-screen.js';
import {fakeLink} from './support/link.js';

function setUp(unicode = true) {
  const link = fakeLink(80, 24, async () => undefined);
  const writer = createLineWriter({out: link, capabilities: {color: 'none', unicode, links: false}});
  writer.enter('');
  return {link, writer, bytes: () => link.writes.join('')};
}

describe('lines that are read aloud', () => {
  test('go out one after another, and nothing of a picture does', async () => {
    const {link, writer, bytes} = setUp();
    writer.write('P1 SiteDown\n');
    writer.show('a frame');
    writer.write('acked\n');
    await link.settle();
    await writer.flushed();
    expect(bytes()).toBe('P1 SiteDown\nacked\n');
  });

  test('carry no control character but line ends and backspaces', async () => {
    const {link, writer, bytes} = setUp();
    writer.write('a\u001b]0;x\u0007\u202eb\rc\b \b\n');
    await link.settle();
    expect(bytes()).toBe('a?]0;x??b?c\b \b\n');
  });

  test('are ASCII where the terminal takes no more, or nobody wants more', async () => {
    const {link, writer, bytes} = setUp(false);
    writer.write('café → done\n');
    await link.settle();
    expect(bytes()).toBe('cafe > done\n');
    const other = setUp();
    other.writer.look?.({ascii: true});
    other.writer.write('café\n');
    await other.link.settle();
    expect(other.bytes()).toBe('cafe\n');
  });

  test('wait for a link that stalls, and the oldest are left out and counted', async () => {
    const {link, writer, bytes} = setUp();
    link.stalled = true;
    writer.write('first\n');
    await link.settle();
    for (let at = 0; at < 4000; at += 1) writer.write(`line ${at}\n`);
    link.stalled = false;
    await link.settle();
    expect(bytes().length).toBeLessThan(20_000);
    const [first, told, ...others] = bytes().trimEnd().split('\n');
    expect(first).toBe('first');
    expect(told).toBe(`(${4000 - others.length} lines left out: the line was slow)`);
    expect(others.at(-1)).toBe('line 3999');
  });
});

describe('a screen that is read aloud', () => {
  const opened = (env: Record<string, string>) => {
    const link = fakeLink(80, 24, async () => undefined);
    const stdin = Object.assign(new EventEmitter(), {
      setRawMode: () => undefined,
      pause: () => undefined,
      resume: () => undefined,
    });
    const screen = openScreen({stdin, stdout: link, env, clock: virtualClock(0), reader: true});
    return {link, screen};
  };

  test.each([{TERM: 'dumb'}, {TERM: 'dumb', TMUX: 'socket,1,0'}, {TERM: '', TMUX: 'socket,1,0'}])(
    'gets no control sequence where the terminal understands none: %j',
    async env => {
      const {link, screen} = opened({...env, LANG: 'C'});
      screen.title('wk');
      screen.lines?.write('P1 ● SiteDown\n');
      screen.repaint();
      await link.settle();
      const closing = screen.close();
      await link.settle();
      await closing;
      expect(link.writes.join('')).toBe('P1 * SiteDown\n');
    },
  );

  test('stays on the main screen of any other', async () => {
    const {link, screen} = opened({TERM: 'xterm-256color', LANG: 'C.UTF-8'});
    expect(screen.capabilities).toMatchObject({color: 'none', links: false, unicode: true});
    screen.lines?.write('one\n');
    await link.settle();
    const closing = screen.close();
    await link.settle();
    await closing;
    expect(link.writes.join('')).not.toMatch(/\?1049|\[2J|\[\d*;?\d*H/);
  });
});

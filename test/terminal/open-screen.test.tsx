import {EventEmitter} from 'node:events';
import {Box, render, Text} from 'ink';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import type {Key} from '../../src/core/screen.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import type {Environment} from '../../src/terminal/capabilities.js';
import {openScreen} from '../../src/terminal/open-screen.js';
import {createEmulator} from './support/emulator.js';
import {fakeLink} from './support/link.js';

const RICH = {TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8'};

function setUp(env: Environment = RICH, allows?: () => {title: boolean; bell: boolean}) {
  const emulator = createEmulator(60, 12);
  const stdout = fakeLink(60, 12, bytes => emulator.write(bytes));
  const calls: string[] = [];
  const called = (name: string) => () => void calls.push(name);
  const stdin = Object.assign(new EventEmitter(), {
    setRawMode: (on: boolean) => void calls.push(on ? 'raw' : 'cooked'),
    pause: called('pause'),
    resume: called('resume'),
  });
  const clock = virtualClock(0);
  const screen = openScreen({stdin, stdout, env, clock, ...(allows === undefined ? {} : {allows})});
  const bytes = () => stdout.writes.join('');
  const close = async () => {
    const closing = screen.close();
    await stdout.settle();
    await closing;
  };
  onTestFinished(close);
  return {screen, stdin, stdout, emulator, calls, bytes, clock, close};
}

type SetUp = ReturnType<typeof setUp>;

async function shows({screen, stdout, emulator}: SetUp, element: React.ReactNode): Promise<string[]> {
  const streams = {stdout: screen.inkStdout as NodeJS.WriteStream, stdin: screen.inkStdin as NodeJS.ReadStream};
  const ink = render(element, {...streams, debug: true, patchConsole: false, exitOnCtrlC: false});
  onTestFinished(() => ink.unmount());
  await stdout.settle();
  return emulator.lines();
}

describe('Ink draws', () => {
  test('its frames onto the terminal', async () => {
    const lines = await shows(
      setUp(),
      <Box flexDirection="column">
        <Text bold>needs you 5</Text>
        <Text>容量 ● │</Text>
      </Box>,
    );
    expect(lines.slice(0, 3)).toEqual(['needs you 5', '容量 ● │', '']);
  });

  test('links, which lead where they were made to', async () => {
    const given = setUp();
    const link = given.screen.link('dash\u202eboard', 'https://grafana.example/d/1?x=y');
    const lines = await shows(given, <Text wrap="truncate">see {link} now</Text>);
    expect(lines[0]).toBe('see dash<U+202E>board now');
    expect(given.bytes()).toMatch(
      /\u001b\]8;id=1;https:\/\/grafana\.example\/d\/1\?x=y\u001b\\dash<U\+202E>board\u001b/,
    );
  });

  test('no link that text brought along', async () => {
    const given = setUp();
    await shows(given, <Text>{'a \u001b]8;;https://evil.example\u0007b\u001b]8;;\u0007 c'}</Text>);
    expect(given.bytes()).not.toContain('evil');
  });

  test('at the new size after a resize', async () => {
    const given = setUp();
    await shows(
      given,
      <Box justifyContent="flex-end">
        <Text>right</Text>
      </Box>,
    );
    given.stdout.columns = 20;
    given.emulator.terminal.resize(20, 12);
    given.stdout.emit('resize');
    await vi.waitFor(async () => {
      await given.stdout.settle();
      expect(given.emulator.lines()[0]).toBe(`${' '.repeat(15)}right`);
    }, 10_000);
  });
});

describe('the terminal', () => {
  test('is raw before anything is drawn, and as before after the close', async () => {
    const {screen, calls, stdout, stdin, close, bytes} = setUp();
    expect(calls).toEqual(['cooked', 'raw', 'resume']);
    expect(screen.capabilities).toEqual({color: 'truecolor', unicode: true, links: true, addressable: true});
    await close();
    await close();
    expect(calls.slice(3)).toEqual(['pause', 'cooked']);
    expect(bytes().match(/\u001b\[\?1049l/g)).toHaveLength(1);
    expect([stdin, stdout].map(stream => (stream as unknown as EventEmitter).eventNames())).toEqual([[], []]);
  });

  test('gives keys to whoever listens', () => {
    const {screen, stdin, clock} = setUp();
    const keys: Key[] = [];
    const off = screen.onKey(key => keys.push(key));
    stdin.emit('data', Buffer.from('j\u001b'));
    clock.advance(50);
    off();
    stdin.emit('data', Buffer.from('k'));
    expect(keys.map(key => key.name)).toEqual(['j', 'esc']);
  });

  test('has the newest frame once that is flushed, and not before', async () => {
    const {screen, stdout} = setUp();
    await stdout.settle();
    stdout.stalled = true;
    (screen.inkStdout as NodeJS.WritableStream).write('question');
    let flushed = false;
    const waiting = screen.flushed?.().then(() => {
      flushed = true;
    });
    await stdout.settle();
    expect(flushed).toBe(false);
    stdout.stalled = false;
    await stdout.settle();
    await waiting;
    expect(flushed).toBe(true);
  });
});

describe('beside the picture', () => {
  test('title and bell are sent, and can be switched off', async () => {
    const loud = setUp();
    loud.screen.title('night');
    loud.screen.bell();
    await loud.stdout.settle();
    expect(loud.bytes()).toContain('\u001b]2;night\u001b\\');
    expect(loud.bytes()).toContain('\u0007');
    const quiet = setUp(RICH, () => ({title: false, bell: false}));
    quiet.screen.title('night');
    quiet.screen.bell();
    await quiet.stdout.settle();
    expect(quiet.bytes()).not.toMatch(/\u001b\]|\u0007/);
  });

  test('a copy is sent, and refused where it is too large or would be printed', async () => {
    const {screen, bytes, stdout} = setUp();
    expect(screen.copy('x'.repeat(80_000))).toBe(false);
    expect(screen.copy('db-1')).toBe(true);
    await stdout.settle();
    expect(bytes()).toContain(`\u001b]52;c;${Buffer.from('db-1').toString('base64')}\u0007`);
    expect(setUp({...RICH, TERM: 'linux'}).screen.copy('db-1')).toBe(false);
  });

  test('a terminal without links gets the text, filtered as well', () => {
    const {screen} = setUp({...RICH, TERM: 'linux'});
    expect(screen.link('docs\u0007', 'https://x.example')).toBe('docs␇');
  });

  test('a terminal without Unicode gets ASCII in its title too', async () => {
    const {screen, bytes, stdout} = setUp({TERM: 'xterm'});
    screen.title('night · ana');
    await stdout.settle();
    expect(bytes()).toContain('\u001b]2;night . ana\u001b\\');
  });
});

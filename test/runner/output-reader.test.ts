import {writeFileSync} from 'node:fs';
import {open} from 'node:fs/promises';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {outputReader} from '../../src/runner/output-reader.js';
import {aRunner} from '../support/a-runner.js';
import {tempDir} from '../support/real.js';

test('noise at the beginning is passed over, but only where it is there', async () => {
  for (const [text, lines] of [
    ['motd\nout\n', ['out']],
    ['other\n', ['other']],
  ] as const) {
    const file = path.join(tempDir(), 'output');
    writeFileSync(file, text);
    const handle = await open(file);
    const reader = outputReader(handle, Buffer.from('motd\n'));
    expect((await reader.read()).lines.map(line => line.text)).toEqual(lines);
    await handle.close();
  }
});

describe('200 MB of output', () => {
  test('take flat memory, leave the process free for keys, and are all in the file', async () => {
    const runner = await aRunner();
    let turns = 0;
    const keys = setInterval(() => {
      turns += 1;
    }, 5);
    const before = process.memoryUsage().rss;
    let most = before;
    let told = 0;
    let lastLine = '';
    const text = "head -c 209715200 < <(yes 'a line of some output, as a program would write it'); echo; echo end";
    const request = {run: 'r-big', session: 's', env: {}, text};
    const running = await runner.start(request, event => {
      most = Math.max(most, process.memoryUsage().rss);
      if (event.type !== 'output') return;
      for (const line of event.lines) {
        told = Math.max(told, line.index + (line.leftOut ?? 1));
        lastLine = line.text;
      }
    });
    const result = await running.ended;
    clearInterval(keys);
    expect(result).toMatchObject({code: 0, bytes: 209_715_200 + 5});
    expect(lastLine).toBe('end');
    // Whole lines of 51 bytes, one cut by `head`, and the last.
    expect(told).toBe(Math.ceil(209_715_200 / 51) + 1);
    expect((most - before) / 1024 ** 2).toBeLessThan(120);
    expect(turns).toBeGreaterThan(10);
  });

  test('without a single line end do, too', async () => {
    const runner = await aRunner();
    const result = await runner.run("head -c 104857600 /dev/zero | tr '\\0' a; echo; echo end");
    expect(result).toMatchObject({code: 0, bytes: 104_857_600 + 5});
    expect(result.lines).toHaveLength(2);
    expect(result.lines[0]).toMatch(/^a{4000} … 104853600 more characters in the file$|more characters in the file$/);
    expect(result.lines[1]).toBe('end');
  });
});

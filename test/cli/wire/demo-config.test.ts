import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {demoConfig} from '../../../src/cli/wire/demo-config.js';
import {loadConfig} from '../../../src/config/load-config.js';
import {targets} from '../../../src/targets/index.js';
import {tempDir} from '../../support/real.js';

test('what is made up for a demo calls nobody, posts nowhere and is told to no team', async () => {
  const home = tempDir();
  const file = path.join(home, 'config.yaml');
  writeFileSync(
    file,
    `operator: ana
feed: {url: "ws://relay:9095/v1/feed"}
targets: {room: {kind: webhook, url: "http://127.0.0.1:1/"}}
escalation: {all: {levels: [{name: second, after: 1m, to: [room], auto: true}]}}
handoff: {posts: [room]}
incidents: {audiences: {room: {to: [room]}}}
changes: {command: [recent-deploys]}
`,
  );
  const config = await loadConfig({
    flags: {config: file},
    env: {},
    home,
    cwd: home,
    etc: home,
    reader: 'text',
    targetKinds: async () => targets,
  });
  expect(config.targets).toHaveLength(1);
  const demo = {sources: [{name: 'eu', url: 'http://127.0.0.1:2'}], prometheus: {url: 'http://127.0.0.1:3'}} as never;
  const own = demoConfig(config, demo, '/somewhere');
  expect(own).toMatchObject({operator: 'ana', targets: [], policies: [], incidents: {audiences: {}}});
  for (const key of ['feed', 'posts', 'changes', 'relay']) expect(own).not.toHaveProperty(key);
});

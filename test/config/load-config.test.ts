import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {loadConfig} from '../../src/config/load-config.js';
import {OUR_FILE, surroundings} from './surroundings.js';

const FULL = `# the night shift
operator: ana
state: ~/watch
alertmanagers:
  - name: eu
    urls: [http://am-1:9093/, "http://am-2:9093/prefix/"]
    poll: 10s
    grace: 90s
    watchdog: 'alertname="Watchdog"'
    auth: {basic: {user: ana, password: {file: secrets/am}}}
    headers: {X-Scope-OrgID: team-a, X-Api-Key: {env: KEY}}
    tls: {ca: ca.pem, insecure: true}
    proxy: http://proxy:3128
  - urls: [https://us.example]
    auth: {bearer: {command: [pass, am]}}
prometheus: {url: "http://prom:9090/"}
ack: {duration: 10m, extend: false}
severity:
  label: priority
  map: {page: P1, warning: P2}
  sla: {P1: {ack: 2m}, P3: {update: 1d}}
links: {dashboard: "https://grafana.example/d/x?var={{ labels.service }}"}
changes: {command: [deploys, recent]}
ui: {group: service, bell: false, zone: Europe/Berlin, views: [{name: pay, filter: 'team="pay"'}]}
targets: {pager: {kind: pagerduty, routing_key: {file: pd.key}, tls: {ca: ca.pem}, proxy: "http://proxy:3128"}}
`;

describe('loading the configuration', () => {
  test('nothing at all is a configuration, and leaves nothing behind', async () => {
    const {request, home} = surroundings();
    const config = await loadConfig(request);
    expect(config).toMatchObject({
      path: join(home, OUR_FILE),
      stateDir: join(home, '.local/state/watchkeeper'),
      readOnly: false,
      alertmanagers: [],
      ack: {duration: 900_000, prefix: 'ACK!', extend: true, remind: 3_600_000},
      ui: {group: 'route', title: true, bell: true, filter: ''},
      requireComment: true,
    });
    expect(config.severity.sla).toEqual({
      P1: {ack: 300_000, update: 1_800_000},
      P2: {ack: 900_000, update: 3_600_000},
      P3: {ack: 14_400_000},
      P4: {ack: 28_800_000},
    });
    expect(config.operator).not.toBe('');
    expect(readdirSync(home)).toEqual([]);
  });

  test.each(['store', 'text'] as const)('a full file is read whole (%s)', async reader => {
    const {request, home, write} = surroundings();
    const file = write(OUR_FILE, FULL);
    const config = await loadConfig({...request, reader});
    const folder = dirname(file);
    expect(config.alertmanagers).toEqual([
      {
        name: 'eu',
        urls: ['http://am-1:9093', 'http://am-2:9093/prefix'],
        poll: 10_000,
        timeout: 10_000,
        grace: 90_000,
        watchdog: 'alertname="Watchdog"',
        auth: {kind: 'basic', user: 'ana', password: {file: join(folder, 'secrets/am')}},
        headers: {'X-Scope-OrgID': 'team-a', 'X-Api-Key': {env: 'KEY'}},
        tls: {ca: join(folder, 'ca.pem'), insecure: true},
        proxy: 'http://proxy:3128',
      },
      {
        name: 'us.example',
        urls: ['https://us.example'],
        poll: 5_000,
        timeout: 10_000,
        auth: {kind: 'bearer', scheme: 'Bearer', token: {command: ['pass', 'am']}},
        headers: {},
      },
    ]);
    expect(config).toMatchObject({
      file,
      operator: 'ana',
      stateDir: join(home, 'watch'),
      prometheus: {url: 'http://prom:9090'},
      ack: {duration: 600_000, extend: false, prefix: 'ACK!'},
      links: {dashboard: 'https://grafana.example/d/x?var={{ labels.service }}'},
      changes: {command: ['deploys', 'recent']},
      ui: {
        group: 'service',
        bell: false,
        title: true,
        zone: 'Europe/Berlin',
        views: [{name: 'pay', filter: 'team="pay"'}],
      },
      targets: [
        {
          name: 'pager',
          kind: 'pagerduty',
          options: {routing_key: {file: join(home, '.config/watchkeeper/pd.key')}},
          tls: {ca: join(home, '.config/watchkeeper/ca.pem')},
          proxy: 'http://proxy:3128',
        },
      ],
    });
    expect(config.severity).toMatchObject({
      label: 'priority',
      map: {critical: 'P1', page: 'P1', warning: 'P2'},
      sla: {P1: {ack: 120_000, update: 1_800_000}, P2: {ack: 900_000}, P3: {ack: 14_400_000, update: 86_400_000}},
    });
  });

  test('the file is never written to', async () => {
    const {request, write} = surroundings();
    const file = write(OUR_FILE, FULL);
    const before = statSync(file).mtimeMs;
    await loadConfig(request);
    expect(readFileSync(file, 'utf8')).toBe(FULL);
    expect(statSync(file).mtimeMs).toBe(before);
    expect(readdirSync(dirname(file))).toEqual(['config.yaml']);
  });

  test('a wrong file is refused with each problem and its line', async () => {
    const {request, write} = surroundings();
    const file = write(OUR_FILE, 'operater: ana\n');
    await expect(loadConfig(request)).rejects.toMatchObject({
      name: 'OperatorError',
      exitCode: 2,
      message: `The configuration ${file} has a problem:\n  config.yaml:1: operater: unknown key; did you mean \`operator\`?`,
    });
  });

  test('a file that was named has to exist', async () => {
    const {request, home} = surroundings({flags: {config: 'mine.yaml'}});
    await expect(loadConfig(request)).rejects.toMatchObject({
      exitCode: 2,
      message: `The configuration ${join(home, 'mine.yaml')}, named by --config, does not exist.`,
    });
    expect(existsSync(join(home, 'mine.yaml'))).toBe(false);
    await expect(loadConfig({...request, flags: {}, env: {WK_CONFIG: '/nowhere/x.yaml'}})).rejects.toMatchObject({
      message: 'The configuration /nowhere/x.yaml, named by WK_CONFIG, does not exist.',
    });
  });

  test('the flag wins over the environment in naming the file', async () => {
    const {request, write} = surroundings();
    write('a.yaml', 'operator: ana');
    write('b.yml', 'operator: lee');
    const env = {WK_CONFIG: join(request.home, 'b.yml')};
    expect((await loadConfig({...request, env})).operator).toBe('lee');
    expect((await loadConfig({...request, env, flags: {config: 'a.yaml'}})).operator).toBe('ana');
  });

  test('the XDG folders are used when they are absolute', async () => {
    const {request, home} = surroundings();
    const env = {XDG_CONFIG_HOME: join(home, 'c'), XDG_STATE_HOME: 'relative'};
    const config = await loadConfig({...request, env});
    expect(config.path).toBe(join(home, 'c/watchkeeper/config.yaml'));
    expect(config.stateDir).toBe(join(home, '.local/state/watchkeeper'));
  });

  test('operator and state follow flag, environment, file, amtool, account', async () => {
    const {request, home, write} = surroundings();
    const config = async (over: Partial<typeof request>) => {
      const {operator, stateDir} = await loadConfig({...request, ...over});
      return [operator, stateDir];
    };
    write('.config/amtool/config.yml', 'author: amy\n');
    expect((await config({}))[0]).toBe('amy');
    write(OUR_FILE, 'operator: ana\nstate: there\n');
    expect(await config({})).toEqual(['ana', join(home, '.config/watchkeeper/there')]);
    const env = {WK_OPERATOR: 'eve', WK_STATE: '/env'};
    expect(await config({env})).toEqual(['eve', '/env']);
    expect(await config({env, flags: {operator: 'flo', state: 'here'}})).toEqual(['flo', join(home, 'here')]);
  });

  test('an operator who is named with escapes and line ends has a name without', async () => {
    const {request} = surroundings();
    const operator = 'an\u001b[2Ja\u0007\u009b31m\n lee';
    expect((await loadConfig({...request, flags: {operator}})).operator).toBe('ana␇ lee');
    expect((await loadConfig({...request, env: {WK_OPERATOR: '\u001b[2J'}, flags: {operator: 'eve'}})).operator).toBe(
      'eve',
    );
    expect((await loadConfig({...request, env: {WK_OPERATOR: 'eve'}, flags: {operator: '\u001b[2J'}})).operator).toBe(
      'eve',
    );
  });

  test('read-only comes from the flag or the environment', async () => {
    const {request} = surroundings();
    expect((await loadConfig({...request, flags: {readOnly: true}})).readOnly).toBe(true);
    expect((await loadConfig({...request, env: {WK_READ_ONLY: '1'}})).readOnly).toBe(true);
    expect((await loadConfig({...request, env: {WK_READ_ONLY: '0'}})).readOnly).toBe(false);
  });
});

describe('which Alertmanagers', () => {
  const names = async (over: Parameters<typeof surroundings>[0], file = '') => {
    const {request, write} = surroundings(over);
    if (file !== '') {
      write(OUR_FILE, file);
    }
    return (await loadConfig(request)).alertmanagers.map(({name, urls}) => [name, ...urls]);
  };
  const FILE =
    'alertmanagers:\n  - {name: eu, urls: [http://eu-1:9093, http://eu-2:9093]}\n  - {name: us, urls: [http://us:9093]}\n';

  test('flags win over the environment, which wins over the file', async () => {
    const env = {ALERTMANAGER_URL: 'http://env:9093'};
    expect(await names({env}, FILE)).toEqual([['env:9093', 'http://env:9093']]);
    expect(await names({env, flags: {alertmanager: ['http://flag:9093']}}, FILE)).toEqual([
      ['flag:9093', 'http://flag:9093'],
    ]);
    expect(await names({}, FILE)).toEqual([
      ['eu', 'http://eu-1:9093', 'http://eu-2:9093'],
      ['us', 'http://us:9093'],
    ]);
  });

  test('URLs without a name are the members of one cluster', async () => {
    const cluster = [['a:9093', 'http://a:9093', 'http://b:9093']];
    expect(await names({flags: {alertmanager: ['http://a:9093', 'b:9093']}})).toEqual(cluster);
    expect(await names({env: {ALERTMANAGER_URL: 'http://a:9093, http://b:9093/'}})).toEqual(cluster);
  });

  test('names tell clusters apart', async () => {
    expect(await names({flags: {alertmanager: ['eu=http://a:9093', 'us=http://b:9093', 'eu=http://c:9093']}})).toEqual([
      ['eu', 'http://a:9093', 'http://c:9093'],
      ['us', 'http://b:9093'],
    ]);
  });

  test('a name holds for the URLs after a comma: they are its members, and no source of their own', async () => {
    expect(await names({flags: {alertmanager: ['eu=http://a:9093,http://c:9093']}})).toEqual([
      ['eu', 'http://a:9093', 'http://c:9093'],
    ]);
    const several = 'xx=http://a:9093,http://c:9093,yy=http://b:9093,us http://d:9093';
    expect(await names({env: {ALERTMANAGER_URL: several}}, FILE)).toEqual([
      ['xx', 'http://a:9093', 'http://c:9093'],
      ['yy', 'http://b:9093'],
      ['us', 'http://us:9093'],
      ['d:9093', 'http://d:9093'],
    ]);
  });

  test('a configured name picks that cluster', async () => {
    expect(await names({flags: {alertmanager: ['us']}}, FILE)).toEqual([['us', 'http://us:9093']]);
  });

  test('a configured URL keeps the settings of its cluster', async () => {
    const {request, write} = surroundings({flags: {alertmanager: ['http://eu-2:9093']}});
    write(
      OUR_FILE,
      'alertmanagers:\n  - {name: eu, urls: [http://eu-1:9093, http://eu-2:9093], poll: 30s, auth: {bearer: {env: T}}}\n',
    );
    expect((await loadConfig(request)).alertmanagers).toEqual([
      {
        name: 'eu',
        urls: ['http://eu-2:9093'],
        poll: 30_000,
        timeout: 10_000,
        headers: {},
        auth: {kind: 'bearer', scheme: 'Bearer', token: {env: 'T'}},
      },
    ]);
  });

  test('what is no URL is refused, with the names that are known', async () => {
    await expect(names({flags: {alertmanager: ['ue']}}, FILE)).resolves.toEqual([['ue', 'http://ue']]);
    await expect(names({flags: {alertmanager: ['ftp://x']}}, FILE)).rejects.toMatchObject({
      exitCode: 2,
      hint: 'Write a URL such as http://am-1:9093, or one of the configured names: eu, us.',
    });
  });

  test('a password on the command line is refused, one in the environment is taken and kept apart', async () => {
    const url = 'http://ana:s%40fe@am:9093';
    await expect(names({flags: {alertmanager: [url]}})).rejects.toThrow(/everyone on this host can read/);
    const {request} = surroundings({env: {ALERTMANAGER_URL: url}});
    expect((await loadConfig(request)).alertmanagers).toMatchObject([
      {urls: ['http://am:9093'], auth: {kind: 'basic', user: 'ana', password: {value: 's@fe'}}},
    ]);
  });

  test('two clusters of one name are refused', async () => {
    await expect(
      names({}, 'alertmanagers: [{name: a, urls: ["http://x"]}, {name: a, urls: ["http://y"]}]'),
    ).rejects.toThrow('Two Alertmanagers in the configuration are called a.');
  });
});

describe('one server under two names', () => {
  const file = (text: string) => {
    const {request, write} = surroundings();
    write(OUR_FILE, text);
    return loadConfig(request);
  };

  test('is refused in the file and on the command line', async () => {
    const both = '{name: a, urls: ["http://am:1"]}, {name: b, urls: ["http://am:2", "http://am:1/"]}';
    await expect(file(`alertmanagers: [${both}]`)).rejects.toThrow('http://am:1 is both a and b');
    const {request} = surroundings({flags: {alertmanager: ['a=http://am:1', 'b=am:1']}});
    await expect(loadConfig(request)).rejects.toThrow('http://am:1 is both a and b in --alertmanager');
  });

  test('is fine for two tenants of it', async () => {
    const tenant = (name: string) => `{name: ${name}, urls: ["http://am:1"], headers: {X-Scope-OrgID: ${name}}}`;
    expect((await file(`alertmanagers: [${tenant('a')}, ${tenant('b')}]`)).alertmanagers).toHaveLength(2);
  });
});

test('a number where an address belongs is no address of 0.0.0.5', async () => {
  const {request, write} = surroundings();
  write('.config/amtool/config.yml', 'alertmanager.url: 5\n');
  await expect(loadConfig(request)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/^alertmanager\.url in .*config\.yml names `5`, which is no Alertmanager's URL/),
  });
  await expect(loadConfig(surroundings({flags: {alertmanager: ['http://10.1']}}).request)).rejects.toThrow('10.1');
});

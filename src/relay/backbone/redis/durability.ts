import type {Client} from './link.js';

/** How Redis is set up, where that could lose what a relay has accepted. */
export interface Durability {
  /** What is lost when, and what to set, one sentence each. */
  readonly warnings: readonly {readonly text: string; readonly next: string}[];
  /** It does not let this user see all of its settings. */
  readonly isHidden: boolean;
}

/** Rejects only when Redis is gone. */
export async function durabilityOf(client: Client): Promise<Durability> {
  const [file, sync, policy, most] = await Promise.all(
    ['appendonly', 'appendfsync', 'maxmemory-policy', 'maxmemory'].map(name => setting(client, name)),
  );
  const info = file === undefined || policy === undefined ? await infoOf(client) : undefined;
  const hasFile = file ?? info?.file;
  const evicts = policy ?? info?.policy;
  const isBounded = (most ?? info?.most ?? '0') !== '0';
  return {
    warnings: [...fileWarnings(hasFile, sync), ...(isBounded ? policyWarnings(evicts) : [])],
    isHidden: hasFile === undefined || sync === undefined || evicts === undefined,
  };
}

type Warnings = Durability['warnings'];

function fileWarnings(file: string | undefined, sync: string | undefined): Warnings {
  if (file === 'no')
    return [
      {
        text: 'Redis keeps no append-only file, so that it forgets what the relay has accepted when it is restarted',
        next: 'Set `appendonly yes` and `appendfsync always` in redis.conf.',
      },
    ];
  if (sync === undefined || sync === 'always') return [];
  return [
    {
      text: `Redis writes to its disk ${sync === 'everysec' ? 'once a second' : 'when the kernel likes'} (appendfsync ${sync}): what the relay has just accepted is lost when that machine dies`,
      next: 'Set `appendfsync always` in redis.conf.',
    },
  ];
}

function policyWarnings(policy: string | undefined): Warnings {
  if (policy === undefined || policy === 'noeviction') return [];
  return [
    {
      text: `Redis throws keys away when its memory is full (maxmemory-policy ${policy}), the stream of the relay or what it knows of repeats among them`,
      next: 'Set `maxmemory-policy noeviction` in redis.conf, and watch its memory.',
    },
  ];
}

/** Undefined where it may not be seen; managed services hide their settings. */
async function setting(client: Client, name: string): Promise<string | undefined> {
  try {
    const found = (await client.configGet(name)) as Readonly<Record<string, string | undefined>>;
    return found[name];
  } catch (error) {
    if (!client.isReady) throw error;
    return undefined;
  }
}

async function infoOf(client: Client): Promise<{
  readonly file: string | undefined;
  readonly policy: string | undefined;
  readonly most: string | undefined;
}> {
  const text = await client.info().catch((error: unknown) => {
    if (!client.isReady) throw error;
    return '';
  });
  const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(text)?.[1];
  const enabled = field('aof_enabled');
  return {
    file: enabled === undefined ? undefined : ({0: 'no', 1: 'yes'}[enabled] ?? undefined),
    policy: field('maxmemory_policy'),
    most: field('maxmemory'),
  };
}

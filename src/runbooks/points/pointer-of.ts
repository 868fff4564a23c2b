import type {Pointer} from '../../core/runbook/verdict.js';
import {type Argument, commandName} from '../classify/invocation.js';
import {type ParsedArguments, parseOptions} from '../classify/options.js';
import {looseIn} from './loose-words.js';
import {
  anySetting,
  CURRENT,
  expandedWords,
  isUnknown,
  LOGIN_HOME,
  resolved,
  type Setting,
  type Settings,
  setOf,
} from './settings.js';

/** Where one command acts; undefined for one that knows neither clusters nor clouds. */
export function pointerOf(written: readonly Argument[], settings: Settings): Pointer | undefined {
  const name = commandName(written[0]).replace(/^.*\//, '');
  const tool = TOOLS.find(({names}) => names.test(name));
  if (tool === undefined) return undefined;
  const words = expandedWords(written.slice(1), settings);
  const own = tool.values.split(' ').filter(one => one.startsWith('--'));
  const short = words.map(({value}) => value).filter(value => own.some(option => isShortFor(value, option)));
  const values = new Set([...tool.values.split(' '), ...OTHERS, ...short]);
  const meant = tool.leading === true ? wordsBefore(words, values) : words;
  const args = parseOptions(meant, {values});
  const found = tool.read({given: finder(args, settings), settings, name});
  const loose = looseIn(meant, args, settings);
  return loose === undefined ? found : {tool: found.tool, unknown: loose};
}

/** What stands before the first word that is plainly none of the tool's options: those after it are of a subcommand. */
function wordsBefore(words: readonly Argument[], values: ReadonlySet<string>): readonly Argument[] {
  const {positionals} = parseOptions(words, {values, leading: true});
  const first = positionals.find(({argument}) => !argument.computed);
  return first === undefined ? words : words.slice(0, first.index);
}

/** Where a command would act that takes its clusters and clouds from these settings, as far as they are not those before. */
export function pointersBy(settings: Settings, before: Settings): readonly Pointer[] {
  const reading: Reading = {given: () => undefined, settings, name: ''};
  const isNew = (name: string) => JSON.stringify(settings.get(name)) !== JSON.stringify(before.get(name));
  const found = BY_SETTINGS.flatMap(({names, read}) => (names.some(isNew) ? [read(reading)] : []));
  const any = anySetting(settings);
  if (found.length > 0 || !isUnknown(any) || any === anySetting(before)) return found;
  return [
    {tool: 'kube', unknown: any.unknown},
    {tool: 'cloud', unknown: any.unknown},
    {tool: 'docker', unknown: any.unknown},
  ];
}

/** Whether a variable decides where commands act. */
export function decidesPlace(name: string): boolean {
  return BY_SETTINGS.some(({names}) => names.includes(name));
}

/** `--conte` for `--context`. */
function isShortFor(word: string, option: string): boolean {
  const name = word.replace(/=.*$/s, '');
  return name.length > 3 && name.length < option.length && option.startsWith(name);
}

interface Reading {
  /** The value of the last of these options that the command has. */
  readonly given: (...names: readonly string[]) => Setting | undefined;
  readonly settings: Settings;
  readonly name: string;
}

interface Tool {
  readonly names: RegExp;
  readonly values: string;
  /** Its own options stand before its subcommand: `docker exec web sh -c date` has none. */
  readonly leading?: true;
  readonly read: (reading: Reading) => Pointer;
}

/** They take a value that could be taken for another option. */
const OTHERS = ['-n', '--namespace', '-o', '--output', '-l', '--selector', '-f', '--filename', '-c', '--container'];

const TOOLS: readonly Tool[] = [
  {
    names:
      /^(?:kubectl(?:-.+)?|oc|helm|helmfile|k9s|kubens|stern|kail|kubetail|istioctl|argocd|velero|virtctl|flux|cilium|linkerd|k3s-kubectl|microk8s\.(?:kubectl|helm3?))$/,
    values:
      '--context --kube-context --kubecontext --cluster -s --server --kube-apiserver --kubeconfig --user --as --token -v',
    read: readKube,
  },
  {
    names: /^(?:aws|aws2|awslocal|eksctl|ecs-cli|sam)$/,
    values: '--profile -p --region -r --aws-profile --endpoint-url --output --query',
    read: readAws,
  },
  {
    names: /^(?:gcloud|gsutil|bq)$/,
    values: '--project --project_id --configuration --account --region --location --zone --format --filter',
    read: readGcloud,
  },
  {names: /^az$/, values: '--subscription -g --resource-group --query', read: readAz},
  {
    names: /^(?:docker|docker-compose|lazydocker)$/,
    values:
      '--context -c --host -H --config -l --log-level --tlscacert --tlscert --tlskey -f --file -p --project-name --project-directory --profile --env-file --ansi --progress --parallel',
    leading: true,
    read: readDocker,
  },
  {names: /^(?:terraform|tofu|terragrunt|pulumi|cdk)$/, values: '', read: readBuilder},
];

/** The variables that decide where tools act, and how that is read. */
const BY_SETTINGS: readonly {readonly names: readonly string[]; readonly read: Tool['read']}[] = [
  {names: ['KUBECONFIG', 'HELM_KUBECONTEXT', CURRENT.kube], read: readKube},
  {
    names: ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_ACCESS_KEY_ID'],
    read: readAws,
  },
  {names: ['CLOUDSDK_CORE_PROJECT', 'CLOUDSDK_ACTIVE_CONFIG_NAME', CURRENT.gcloud], read: readGcloud},
  {names: ['ARM_SUBSCRIPTION_ID', CURRENT.az], read: readAz},
  {names: ['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG', CURRENT.docker], read: readDocker},
];

type Said = readonly [kind: string, setting: Setting];

function said(kind: string, setting: Setting | undefined): readonly Said[] {
  return setting === undefined ? [] : [[kind, setting]];
}

function readKube({given, settings, name}: Reading): Pointer {
  const context = given('--context', '--kube-context', '--kubecontext') ?? setOf(settings, ...contextsOf(name));
  const kubeconfig = given('--kubeconfig') ?? setOf(settings, 'KUBECONFIG') ?? otherwise(settings);
  const all = [
    ...said('server', given('--server', '--kube-apiserver', ...(/^(?:kubectl|oc)/.test(name) ? ['-s'] : []))),
    ...said('cluster', given('--cluster')),
    ...said('context', context),
    ...said('kubeconfig', kubeconfig),
  ];
  const [first, ...others] = all;
  if (first === undefined) return {tool: 'kube'};
  if (isUnknown(first[1])) return {tool: 'kube', unknown: first[1].unknown};
  const detail = others.flatMap(([kind, value]) => (isUnknown(value) ? [] : [`${kind} ${value}`])).join(', ');
  return {tool: 'kube', name: first[1], ...(detail === '' ? {} : {detail})};
}

/** Whatever decides it where nothing is said: another folder with the files of all tools, or something unknown. */
function otherwise(settings: Settings): Setting | undefined {
  const own = settings.get('HOME');
  if (own === undefined || own === settings.get(LOGIN_HOME)) return anySetting(settings);
  return typeof own === 'string' ? {unknown: `HOME=${own}`} : own;
}

/** A context that was made current is that of the kubeconfig; helm also has a variable for it. */
function contextsOf(name: string): readonly string[] {
  return name === '' || name.startsWith('helm') ? ['HELM_KUBECONTEXT', CURRENT.kube] : [CURRENT.kube];
}

function readAws({given, settings, name}: Reading): Pointer {
  const keys = setOf(settings, 'AWS_ACCESS_KEY_ID');
  const files = setOf(settings, 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE');
  const profile =
    given('--profile', '--aws-profile', ...(name === 'eksctl' ? ['-p'] : [])) ??
    (typeof keys === 'string' ? `key ${keys}` : keys) ??
    setOf(settings, 'AWS_PROFILE', 'AWS_DEFAULT_PROFILE') ??
    (files === undefined ? otherwise(settings) : {unknown: isUnknown(files) ? files.unknown : files});
  const region =
    given('--region', ...(name === 'eksctl' ? ['-r'] : [])) ?? setOf(settings, 'AWS_REGION', 'AWS_DEFAULT_REGION');
  const endpoint = given('--endpoint-url');
  const open = [profile, region, endpoint].find(isUnknown);
  if (open !== undefined) return {tool: 'aws', unknown: open.unknown};
  return {
    tool: 'aws',
    ...(typeof profile === 'string' ? {name: profile} : {}),
    ...(typeof region === 'string' ? {region} : {}),
    ...(typeof endpoint === 'string' ? {detail: `endpoint ${endpoint}`} : {}),
  };
}

function readGcloud({given, settings}: Reading): Pointer {
  const project = given('--project', '--project_id') ?? setOf(settings, 'CLOUDSDK_CORE_PROJECT', CURRENT.gcloud);
  const configuration = given('--configuration') ?? setOf(settings, 'CLOUDSDK_ACTIVE_CONFIG_NAME', 'CLOUDSDK_CONFIG');
  const account = given('--account') ?? setOf(settings, 'CLOUDSDK_CORE_ACCOUNT');
  const region = given('--region', '--location', '--zone');
  const name = project ?? configuration ?? account ?? otherwise(settings);
  if (isUnknown(name)) return {tool: 'gcloud', unknown: name.unknown};
  const details = [
    ...(project === undefined || typeof configuration !== 'string' ? [] : [`configuration ${configuration}`]),
    ...(typeof account !== 'string' || name === account ? [] : [`account ${account}`]),
  ];
  return {
    tool: 'gcloud',
    ...(name === undefined ? {} : {name}),
    ...(typeof region === 'string' ? {region} : {}),
    ...(details.length === 0 ? {} : {detail: details.join(', ')}),
  };
}

function readAz({given, settings}: Reading): Pointer {
  const subscription =
    given('--subscription') ?? setOf(settings, CURRENT.az, 'AZURE_CONFIG_DIR') ?? otherwise(settings);
  return {tool: 'az', ...nameOf(subscription)};
}

/**
 * As docker has it: an option before any variable, the variable with a host before that with a context, and the context
 * called default is the host of the variable, or the daemon of the machine.
 */
function readDocker({given, settings}: Reading): Pointer {
  const context = given('--context', '-c');
  const host = given('--host', '-H') ?? setOf(settings, 'DOCKER_HOST');
  const named = context === undefined || context === 'default' ? (host ?? context) : context;
  const current = () => given('--config') ?? setOf(settings, CURRENT.docker, 'DOCKER_CONFIG');
  return {tool: 'docker', ...nameOf(named ?? setOf(settings, 'DOCKER_CONTEXT') ?? current() ?? otherwise(settings))};
}

/** They take their clouds from variables. */
function readBuilder({settings}: Reading): Pointer {
  const name = setOf(settings, 'AWS_PROFILE', 'CLOUDSDK_CORE_PROJECT', 'GOOGLE_PROJECT', 'ARM_SUBSCRIPTION_ID');
  return {tool: 'cloud', ...nameOf(name ?? otherwise(settings))};
}

function nameOf(setting: Setting | undefined): Pick<Pointer, 'name' | 'unknown'> {
  if (setting === undefined) return {};
  return isUnknown(setting) ? {unknown: setting.unknown} : {name: setting};
}

/** The last one counts, as the tools have it. */
function finder({options}: ParsedArguments, settings: Settings): Reading['given'] {
  return (...names) => {
    const isMeant = (name: string) => names.some(one => one === name || isShortFor(name, one));
    const value = options.findLast(option => isMeant(option.name) && option.value !== undefined)?.value;
    const setting = value === undefined ? '' : resolved(value, settings);
    return setting === '' ? undefined : setting;
  };
}

import type {Pointer} from '../../core/runbook/verdict.js';
import {type Argument, commandName} from '../classify/invocation.js';
import {type ParsedArguments, parseOptions} from '../classify/options.js';
import {CURRENT, resolved, type Settings} from './settings.js';

/** Where one command acts; undefined for one that knows neither clusters nor clouds. */
export function pointerOf(words: readonly Argument[], settings: Settings): Pointer | undefined {
  const name = commandName(words[0]).replace(/^.*\//, '');
  const tool = TOOLS.find(({names}) => names.test(name));
  if (tool === undefined) return undefined;
  const args = parseOptions(words.slice(1), {values: new Set([...tool.values.split(' '), ...OTHERS])});
  return tool.read({given: finder(args, settings), settings, name});
}

interface Reading {
  /** The value of the first of these options that the command has. */
  readonly given: (...names: readonly string[]) => string | undefined;
  readonly settings: Settings;
  readonly name: string;
}

interface Tool {
  readonly names: RegExp;
  readonly values: string;
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
  {names: /^(?:terraform|tofu|terragrunt|pulumi|cdk)$/, values: '', read: readBuilder},
];

function readKube({given, settings, name}: Reading): Pointer {
  const context = given('--context', '--kube-context', '--kubecontext') ?? setOf(settings, ...contextsOf(name));
  const cluster = given('--cluster');
  const server = given('--server', '--kube-apiserver', ...(/^(?:kubectl|oc)/.test(name) ? ['-s'] : []));
  const kubeconfig = given('--kubeconfig') ?? setOf(settings, 'KUBECONFIG');
  const said = [
    ...(server === undefined ? [] : [['server', server] as const]),
    ...(cluster === undefined ? [] : [['cluster', cluster] as const]),
    ...(context === undefined ? [] : [['context', context] as const]),
    ...(kubeconfig === undefined ? [] : [['kubeconfig', kubeconfig] as const]),
  ];
  const [first, ...others] = said;
  if (first === undefined) return {tool: 'kube'};
  const detail = others.map(([kind, value]) => `${kind} ${value}`).join(', ');
  return {tool: 'kube', name: first[1], ...(detail === '' ? {} : {detail})};
}

/** A context that was made current is that of the kubeconfig; helm also has a variable for it. */
function contextsOf(name: string): readonly string[] {
  return name.startsWith('helm') ? ['HELM_KUBECONTEXT', CURRENT.kube] : [CURRENT.kube];
}

function readAws({given, settings, name}: Reading): Pointer {
  const short = name === 'eksctl' ? ['-p'] : [];
  const keys = settings.get('AWS_ACCESS_KEY_ID');
  const profile =
    given('--profile', '--aws-profile', ...short) ??
    (keys === undefined ? setOf(settings, 'AWS_PROFILE', 'AWS_DEFAULT_PROFILE') : `key ${keys}`);
  const region =
    given('--region', ...(name === 'eksctl' ? ['-r'] : [])) ?? setOf(settings, 'AWS_REGION', 'AWS_DEFAULT_REGION');
  const endpoint = given('--endpoint-url');
  return {
    tool: 'aws',
    ...(profile === undefined ? {} : {name: profile}),
    ...(region === undefined ? {} : {region}),
    ...(endpoint === undefined ? {} : {detail: `endpoint ${endpoint}`}),
  };
}

function readGcloud({given, settings}: Reading): Pointer {
  const project = given('--project', '--project_id') ?? setOf(settings, 'CLOUDSDK_CORE_PROJECT', CURRENT.gcloud);
  const configuration = given('--configuration') ?? setOf(settings, 'CLOUDSDK_ACTIVE_CONFIG_NAME');
  const account = given('--account') ?? setOf(settings, 'CLOUDSDK_CORE_ACCOUNT');
  const region = given('--region', '--location', '--zone');
  const name = project ?? configuration ?? account;
  const details = [
    ...(project === undefined || configuration === undefined ? [] : [`configuration ${configuration}`]),
    ...(account === undefined || name === account ? [] : [`account ${account}`]),
  ];
  return {
    tool: 'gcloud',
    ...(name === undefined ? {} : {name}),
    ...(region === undefined ? {} : {region}),
    ...(details.length === 0 ? {} : {detail: details.join(', ')}),
  };
}

function readAz({given, settings}: Reading): Pointer {
  const subscription = given('--subscription') ?? setOf(settings, CURRENT.az);
  return {tool: 'az', ...(subscription === undefined ? {} : {name: subscription})};
}

/** They take their clouds from variables. */
function readBuilder({settings}: Reading): Pointer {
  const name = setOf(settings, 'AWS_PROFILE', 'CLOUDSDK_CORE_PROJECT', 'GOOGLE_PROJECT', 'ARM_SUBSCRIPTION_ID');
  return {tool: 'cloud', ...(name === undefined ? {} : {name})};
}

function setOf(settings: Settings, ...names: readonly string[]): string | undefined {
  return names.map(name => settings.get(name)).find(value => value !== undefined && value !== '');
}

/** The last one counts, as the tools have it. */
function finder({options}: ParsedArguments, settings: Settings): Reading['given'] {
  return (...names) => {
    const value = options.findLast(option => names.includes(option.name) && option.value !== undefined)?.value;
    const text = value === undefined ? '' : resolved(value, settings);
    return text === '' ? undefined : text;
  };
}

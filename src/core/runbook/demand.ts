import type {Labels} from '../alert/alert.js';
import type {RunPlace} from './run.js';
import type {Level} from './verdict.js';

/** What the operator has to do so that a statement runs. */
export type Demand =
  | {readonly how: 'enter'}
  | {readonly how: 'y'}
  /** `word` has to be typed, to the letter. */
  | {readonly how: 'type'; readonly word: string; readonly because: string};

interface Asked {
  readonly level: Level;
  readonly resource?: string | undefined;
  readonly shown: string;
  readonly commands: readonly string[];
  readonly place: RunPlace;
  /** Of the alert that the runbook is walked for. */
  readonly labels: Labels;
}

/** How strongly a statement is confirmed; where it runs can only make it stronger. */
export function demandOf(asked: Asked): Demand {
  const elsewhere = contradiction(asked);
  if (asked.level === 'destructive') {
    const word = asked.resource ?? asked.shown;
    return elsewhere === undefined
      ? {how: 'type', word, because: 'it destroys something'}
      : {how: 'type', word: `${elsewhere.name} ${word}`, because: `it destroys something, and ${elsewhere.because}`};
  }
  if (elsewhere !== undefined) return {how: 'type', word: elsewhere.name, because: elsewhere.because};
  return {how: asked.level === 'reads' ? 'enter' : 'y'};
}

const KUBE = new Set(['kubectl', 'oc', 'helm', 'kubens', 'stern', 'istioctl', 'argocd', 'velero', 'virtctl', 'flux']);
const CLOUD = new Set(['aws', 'gcloud', 'gsutil', 'bq', 'az', 'eksctl', 'terraform', 'tofu']);

/** Where a tool would act on another cluster or environment than the alert's. */
function contradiction({
  commands,
  place,
  labels,
}: Asked): {readonly name: string; readonly because: string} | undefined {
  const uses = (tools: ReadonlySet<string>) => commands.some(command => tools.has(command));
  if (place.kubeContext !== undefined && uses(KUBE)) {
    const other = differs(place.kubeContext, labels);
    if (other !== undefined) return {name: place.kubeContext, because: `its context is not ${other}`};
  }
  if (place.cloudProfile !== undefined && uses(CLOUD)) {
    const other = differs(place.cloudProfile, labels);
    if (other !== undefined) return {name: place.cloudProfile, because: `its profile is not ${other}`};
  }
  return undefined;
}

const CLUSTER_LABELS = ['cluster', 'k8s_cluster', 'kubernetes_cluster', 'cluster_name'];
const ENVIRONMENT_LABELS = ['environment', 'env', 'stage', 'tier'];

/** What the alert says of its cluster or environment, where a name contradicts it. */
function differs(name: string, labels: Labels): string | undefined {
  for (const label of ENVIRONMENT_LABELS) {
    const said = environmentOf(labels[label] ?? '');
    const here = environmentOf(name);
    if (said !== undefined && here !== undefined && said !== here) return `${label} ${labels[label]}`;
  }
  for (const label of CLUSTER_LABELS) {
    const said = labels[label];
    if (said !== undefined && said !== '' && !isSameCluster(name, said)) return `${label} ${said}`;
  }
  return undefined;
}

/** `arn:aws:eks:eu-west-1:1:cluster/eu-prod` and `eu-prod` are one: each word of the shorter name is in the longer. */
function isSameCluster(a: string, b: string): boolean {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  const [fewer, more] = left.length <= right.length ? [left, right] : [right, left];
  return fewer.every(word => more.includes(word));
}

const ENVIRONMENTS: Readonly<Record<string, string>> = {
  prod: 'production',
  production: 'production',
  prd: 'production',
  live: 'production',
  staging: 'staging',
  stage: 'staging',
  stg: 'staging',
  preprod: 'staging',
  dev: 'development',
  development: 'development',
  test: 'test',
  testing: 'test',
  qa: 'test',
  sandbox: 'sandbox',
};

function environmentOf(name: string): string | undefined {
  for (const word of wordsOf(name)) {
    const known = ENVIRONMENTS[word];
    if (known !== undefined) return known;
  }
  return undefined;
}

function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '');
}

import type {Labels} from '../alert/alert.js';
import {settledPoints} from './points.js';
import type {RunPlace} from './run.js';
import type {Level, Pointer} from './verdict.js';

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
  /** Where they act, with what the place adds to that; absent where nobody looked, and then the place tells. */
  readonly points?: readonly Pointer[] | undefined;
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

interface Elsewhere {
  readonly name: string;
  readonly because: string;
}

/** Where a tool would act on another cluster, environment or region than the alert's; every such place has to be named. */
function contradiction({labels, place, ...asked}: Asked): Elsewhere | undefined {
  // Those that are given hold what the place says already: that may name them by now.
  const points = asked.points ?? settledPoints(asked, place);
  const found = points.flatMap(pointer => contradictionOf(pointer, labels) ?? []);
  const [first] = found;
  return first === undefined ? undefined : {...first, name: [...new Set(found.map(({name}) => name))].join(' ')};
}

function contradictionOf({tool, name, region, unknown}: Pointer, labels: Labels): Elsewhere | undefined {
  const what = hasContexts(tool) ? 'context' : 'profile';
  if (unknown !== undefined) {
    const said = placeIn(labels, tool);
    const because = `its ${what} is not known (${unknown}), and may not be ${said}`;
    return said === undefined ? undefined : {name: 'unknown', because};
  }
  const other = name === undefined || isLocal(tool, name) ? undefined : differs(name, labels);
  if (name !== undefined && other !== undefined) return {name, because: `its ${what} is not ${other}`};
  const away = region === undefined ? undefined : otherRegion(region, labels);
  return region === undefined || away === undefined ? undefined : {name: region, because: `its region is not ${away}`};
}

/** Their places have no regions. */
function hasContexts(tool: Pointer['tool']): boolean {
  return tool === 'kube' || tool === 'docker';
}

/** The daemon of the machine where it runs, which the place names: nothing else than a statement without docker. */
function isLocal(tool: Pointer['tool'], name: string): boolean {
  return tool === 'docker' && /^(?:default$|rootless$|(?:unix|npipe|fd):)/.test(name);
}

const REGION_LABELS = ['region', 'aws_region', 'cloud_region'];

/** A zone is in its region: `eu-west-1a` is `eu-west-1`. */
function otherRegion(region: string, labels: Labels): string | undefined {
  const label = REGION_LABELS.find(one => (labels[one] ?? '') !== '');
  const said = labels[label ?? ''] ?? '';
  return label === undefined || region.startsWith(said) || said.startsWith(region) ? undefined : `${label} ${said}`;
}

const CLUSTER_LABELS = ['cluster', 'k8s_cluster', 'kubernetes_cluster', 'cluster_name'];
const ENVIRONMENT_LABELS = ['environment', 'env', 'stage', 'tier'];

/** What the alert says of where it is, which another place would contradict. */
function placeIn(labels: Labels, tool: Pointer['tool']): string | undefined {
  const isSaid = (label: string) => (labels[label] ?? '') !== '';
  const label =
    CLUSTER_LABELS.find(isSaid) ??
    ENVIRONMENT_LABELS.find(one => environmentOf(labels[one] ?? '') !== undefined) ??
    (hasContexts(tool) ? undefined : REGION_LABELS.find(isSaid));
  return label === undefined ? undefined : `${label} ${labels[label]}`;
}

/** What the alert says of its cluster or environment, where a name contradicts it. */
function differs(name: string, labels: Labels): string | undefined {
  for (const label of ENVIRONMENT_LABELS) {
    const said = environmentOf(labels[label] ?? '');
    const here = environmentOf(name);
    // A file of contexts names none of them.
    const isOpen = here === undefined && /^[~.]{0,2}\//.test(name);
    if (said !== undefined && (isOpen || (here !== undefined && said !== here))) return `${label} ${labels[label]}`;
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

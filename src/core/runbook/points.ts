import type {RunPlace} from './run.js';
import type {Pointer} from './verdict.js';

const KUBE = new Set(['kubectl', 'oc', 'helm', 'kubens', 'stern', 'istioctl', 'argocd', 'velero', 'virtctl', 'flux']);
const DOCKER = new Set(['docker', 'docker-compose', 'lazydocker']);
const CLOUD = new Set(['aws', 'gcloud', 'gsutil', 'bq', 'az', 'eksctl', 'terraform', 'tofu']);

/** They decide without being named. */
const UNNAMED = ['AWS_REGION', 'AWS_DEFAULT_REGION', 'HELM_KUBECONTEXT', 'DOCKER_HOST', 'DOCKER_CONTEXT'];

/** The variables of the shell that decide where the commands act. */
export function variablesIn(points: readonly Pointer[]): readonly string[] {
  if (points.length === 0) return [];
  const written = points.map(({name, region, detail, unknown}) => [name, region, detail, unknown].join(' ')).join(' ');
  const named = [...written.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
  return [...new Set([...UNNAMED, ...named])];
}

/** Pointers with what the surroundings decide filled in; made from the commands alone where nobody looked closer. */
export function settledPoints(
  {points, commands}: {readonly points?: readonly Pointer[] | undefined; readonly commands: readonly string[]},
  place: RunPlace,
): readonly Pointer[] {
  return (points ?? pointsOf(commands)).map((pointer): Pointer => {
    const around = pointer.name ?? surroundings(pointer.tool, place);
    return around === undefined || pointer.unknown !== undefined ? pointer : {...pointer, name: around};
  });
}

/** The place as the statement itself points to it: every context and profile that it uses is named. */
export function pointedPlace(place: RunPlace, settled: readonly Pointer[]): RunPlace {
  const {kubeContext, dockerContext, cloudProfile, variables: _asked, ...rest} = place;
  const kube = settled.filter(({tool}) => tool === 'kube');
  const dockers = settled.filter(({tool}) => tool === 'docker');
  const clouds = settled.filter(({tool}) => tool !== 'kube' && tool !== 'docker');
  const context = kube.length === 0 ? kubeContext : listed(kube.map(pointerText));
  const docker = dockers.length === 0 ? dockerContext : listed(dockers.map(pointerText));
  const profile = clouds.length === 0 ? cloudProfile : listed(clouds.map(cloudText));
  return {
    ...rest,
    ...(context === undefined ? {} : {kubeContext: context}),
    ...(docker === undefined ? {} : {dockerContext: docker}),
    ...(profile === undefined ? {} : {cloudProfile: profile}),
  };
}

function pointsOf(commands: readonly string[]): readonly Pointer[] {
  return commands.flatMap((command): readonly Pointer[] => {
    if (KUBE.has(command)) return [{tool: 'kube'}];
    if (DOCKER.has(command)) return [{tool: 'docker'}];
    return CLOUD.has(command) ? [{tool: 'cloud'}] : [];
  });
}

/** `aws prod, gcloud staging (project-1)` has a part for each tool. */
function surroundings(tool: Pointer['tool'], {kubeContext, dockerContext, cloudProfile}: RunPlace): string | undefined {
  if (tool === 'kube') return kubeContext;
  if (tool === 'docker') return dockerContext;
  if (tool === 'cloud') return cloudProfile;
  const own = cloudProfile?.split(', ').find(part => part.startsWith(`${tool} `));
  return own?.slice(tool.length + 1);
}

function cloudText(pointer: Pointer): string | undefined {
  const text = pointerText(pointer);
  return text === undefined || pointer.tool === 'cloud' ? text : `${pointer.tool} ${text}`;
}

function pointerText({name, region, detail, unknown}: Pointer): string | undefined {
  if (unknown !== undefined) return `not known: ${unknown}`;
  const more = [...(region === undefined ? [] : [region]), ...(detail === undefined ? [] : [detail])].join(', ');
  if (name === undefined) return more === '' ? undefined : `default (${more})`;
  return more === '' ? name : `${name} (${more})`;
}

function listed(texts: readonly (string | undefined)[]): string | undefined {
  const named = [...new Set(texts.flatMap(text => text ?? []))];
  return named.length === 0 ? undefined : named.join(', ');
}

import {askedRun, placeOf, type RunAsked, secretsIn} from './asked-run.js';
import {demandOf} from './demand.js';
import type {RunbookDesk} from './desk.js';
import {pointedPlace} from './points.js';
import type {RunPlace} from './run.js';

/**
 * Looks again at the place of a question that has just been answered: what has to be asked instead where it is another
 * one by now, or where nobody can tell; undefined where what was shown is so. Never rejects.
 */
export async function askAgain(
  desk: Pick<RunbookDesk, 'judge' | 'place' | 'redact'>,
  asked: RunAsked,
): Promise<RunAsked | undefined> {
  try {
    const place = await placeOf(desk, asked.from);
    const now = askedRun(desk, {...asked.from, place});
    const changed = changesOf(asked, now);
    return changed.length === 0 ? undefined : {...now, again: {changed, unknown: false}};
  } catch (error) {
    return unknownAgain(desk, asked, error instanceof Error ? error.message : String(error));
  }
}

const UNKNOWN = 'it cannot be looked up now';

/** The question once more for a place that nobody can tell now; undefined where that was asked already. */
export function unknownAgain(desk: Pick<RunbookDesk, 'redact'>, asked: RunAsked, why: string): RunAsked | undefined {
  if (asked.again?.unknown === true) return undefined;
  const {candidate, text, shown, values, env, warnings, verdict, from} = asked;
  const {level, resource, commands} = verdict;
  const points = (verdict.points ?? []).map(pointer => ({...pointer, unknown: UNKNOWN}));
  const place = pointedPlace(forgotten(asked.place), points);
  const demand = demandOf({level, resource, commands, points, shown, place, labels: from.labels});
  const secrets = secretsIn(from.filling.values);
  const told = desk.redact(why, secrets).replace(/[.:]\s*$/, '');
  return {
    candidate,
    text,
    shown,
    values,
    env,
    warnings,
    from,
    verdict: {...verdict, points},
    place,
    // What only reads may read elsewhere: enter would be too easily pressed.
    demand: demand.how === 'enter' ? {how: 'y'} : demand,
    again: {
      changed: [`where it runs cannot be looked up now (${told}): the rest was so when this was asked`],
      unknown: true,
    },
  };
}

/** What another command may have switched since. */
function forgotten(place: RunPlace): RunPlace {
  return {
    ...place,
    ...(place.kubeContext === undefined ? {} : {kubeContext: 'not known'}),
    ...(place.dockerContext === undefined ? {} : {dockerContext: 'not known'}),
    ...(place.cloudProfile === undefined ? {} : {cloudProfile: 'not known'}),
  };
}

const PARTS: readonly (readonly [string, (place: RunPlace) => string | undefined])[] = [
  ['host', place => place.host],
  ['user', place => place.user],
  ['folder', place => place.cwd],
  ['kube context', place => place.kubeContext],
  ['docker context', place => place.dockerContext],
  ['cloud profile', place => place.cloudProfile],
  ['way there', place => place.via?.join(' ')],
];

/** What is shown otherwise now, a sentence each. */
function changesOf(before: RunAsked, now: RunAsked): readonly string[] {
  const places = PARTS.flatMap(([name, of]) => {
    const [was, is] = [of(before.place), of(now.place)];
    return was === is ? [] : [`${name} was ${was ?? 'not set'} when this was asked, and is ${is ?? 'not set'} now`];
  });
  if (places.length > 0 || judgedBy(before) === judgedBy(now)) return places;
  return ['what it would do was judged otherwise when this was asked: a value that it uses there has changed'];
}

function judgedBy({verdict: {level, resource, commands}, candidate}: RunAsked): string {
  return JSON.stringify([level, resource, commands, candidate.terminal]);
}

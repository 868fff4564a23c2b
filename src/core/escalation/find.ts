import type {Target} from './target.js';

/** A target that can be asked what is open there. */
export type FindingTarget = Target & Required<Pick<Target, 'find'>>;

export function hasFind(target: Target): target is FindingTarget {
  return target.find !== undefined && target.powers.find === true;
}

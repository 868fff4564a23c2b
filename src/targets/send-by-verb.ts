import {type DeliveryVerb, type Target, TargetError} from '../core/escalation/target.js';

/** One act for each verb there is power for. */
export function sendByVerb(acts: Readonly<Partial<Record<DeliveryVerb, Target['send']>>>): Target['send'] {
  return async (request, options) => {
    const act = acts[request.verb];
    if (act !== undefined) return act(request, options);
    throw new TargetError('unsupported', `This target cannot ${request.verb}.`, {
      hint: 'Choose another target for it.',
    });
  };
}

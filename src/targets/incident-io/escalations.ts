import type {Target} from '../../core/escalation/target.js';
import {TargetError} from '../../core/escalation/target.js';
import type {VendorApi} from '../http/vendor-api.js';
import {fitter} from '../text/fit.js';
import {messageText} from '../text/message-text.js';
import {remarked} from '../text/remarked.js';

const LONGEST = {title: 500, description: 10_000};

/** Pages by an escalation path, or users by their ids; the key makes a repeat the same escalation. */
export function escalation(api: VendorApi, paths: readonly string[]): Target['send'] {
  return async (request, {signal}) => {
    const {message, people = [], level} = request;
    const path = level === undefined ? undefined : paths[level - 1];
    if (people.length === 0 && path === undefined) throw nobody(level);
    const fit = fitter();
    const json = {
      idempotency_key: request.key,
      title: fit.fit('the title', message.title, LONGEST.title),
      description: fit.fit('the text', messageText(message), LONGEST.description),
      ...(people.length > 0 ? {user_ids: people} : {escalation_path_id: path}),
    };
    await api({method: 'POST', path: '/v2/escalations', json}, signal);
    return remarked(fit.remark());
  };
}

function nobody(level: number | undefined): TargetError {
  return new TargetError('rejected', `incident.io has no escalation path for level ${level ?? 'unknown'}.`, {
    hint: 'Name the ids of escalation paths under `levels:` of this target, level 1 first.',
    unknown: false,
  });
}

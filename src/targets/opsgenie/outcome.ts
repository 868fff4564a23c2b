import * as v from 'valibot';
import {TargetError} from '../../core/escalation/target.js';
import type {Clock} from '../../core/ports.js';
import {pause} from '../../lib/pause.js';
import {plainText} from '../../lib/plain-text.js';
import type {HttpAnswer} from '../http/answer.js';
import {readAnswer} from '../http/http.js';
import type {VendorApi} from '../http/vendor-api.js';

/** Before each look for the outcome, ms. */
const LOOKS = [50, 200, 500, 1_000, 2_000, 3_000];

const acceptedBody = v.looseObject({requestId: v.string()});
const said = v.looseObject({
  isSuccess: v.optional(v.boolean()),
  success: v.optional(v.boolean()),
  status: v.string(),
  alertId: v.optional(v.nullable(v.string())),
});
/** One vendor wraps it, the other does not. */
const outcomeBody = v.union([
  v.pipe(
    v.looseObject({data: said}),
    v.transform(({data}) => data),
  ),
  said,
]);

export interface Outcome {
  readonly alertId?: string;
  /** In the vendor's words. */
  readonly status: string;
  readonly remark?: string;
}

export interface OutcomeOptions {
  readonly api: VendorApi;
  /** Where the alerts are, below the API's root. */
  readonly alerts: string;
  readonly vendor: string;
  readonly clock: Pick<Clock, 'after'>;
}

/**
 * Waits for what became of a request that was only accepted. Undefined where that is not said in time. Rejects with
 * TargetError where it failed.
 */
export function outcomes({api, alerts, vendor, clock}: OutcomeOptions) {
  return async (answer: HttpAnswer, signal: AbortSignal): Promise<Outcome | undefined> => {
    const {requestId} = readAnswer(answer, acceptedBody);
    const path = `${alerts}/requests/${encodeURIComponent(requestId)}`;
    for (const wait of LOOKS) {
      await pause(clock, wait, signal);
      signal.throwIfAborted();
      const look = await api({path, also: [404]}, signal);
      if (look.status === 404) continue;
      return settled(readAnswer(look, outcomeBody), vendor);
    }
    return undefined;
  };
}

type Said = v.InferOutput<typeof said>;

function settled(outcome: Said, vendor: string): Outcome {
  const status = plainText(outcome.status, {maxLength: 200});
  if ((outcome.isSuccess ?? outcome.success ?? true) || ALREADY.test(status)) {
    return {
      status,
      ...(typeof outcome.alertId === 'string' && outcome.alertId !== '' ? {alertId: outcome.alertId} : {}),
    };
  }
  const gone = /not exist|not found/i.test(status);
  throw new TargetError(
    gone ? 'not-found' : 'rejected',
    `${vendor} accepted the request and then failed it: ${status || 'no reason given'}.`,
    {
      hint: gone
        ? 'The alert is not there, or was closed and deleted; look it up there.'
        : 'Look at the log of the integration there: its rules may ignore alerts like this one.',
    },
  );
}

/** What was asked for is so already. */
export const ALREADY = /already (closed|acknowledged|acked|unacknowledged)|\bis not acknowledged/i;

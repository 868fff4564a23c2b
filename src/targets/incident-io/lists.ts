import * as v from 'valibot';
import type {Severity} from '../../core/alert/severity.js';
import {SEVERITIES} from '../../core/alert/severity.js';
import {TargetError} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {readAnswer} from '../http/http.js';
import type {VendorApi} from '../http/vendor-api.js';
import {readEach} from '../read-each.js';

const ranked = v.looseObject({id: v.string(), name: v.string(), rank: v.number()});
const rankedStatus = v.looseObject({...ranked.entries, category: v.string()});
export type IncidentStatus = v.InferOutput<typeof rankedStatus>;

const severityList = v.looseObject({severities: v.array(v.unknown())});
const statusList = v.looseObject({incident_statuses: v.array(v.unknown())});

/** The severities and statuses of an organisation, asked for once. */
export function organisationLists(api: VendorApi) {
  let severities: readonly v.InferOutput<typeof ranked>[] | undefined;
  let statuses: readonly IncidentStatus[] | undefined;
  return {
    /** The id for one of ours: of the configured name, else by rank, where the worst has the highest. */
    async severityId(severity: Severity, name: string | undefined, signal: AbortSignal): Promise<string | undefined> {
      severities ??= await readSeverities(api, signal);
      if (name === undefined) return severities[Math.min(SEVERITIES.indexOf(severity), severities.length - 1)]?.id;
      return (severities.find(known => sameName(known.name, name)) ?? missing('severity', name, severities)).id;
    },
    /** The lowest rank first. */
    async statuses(signal: AbortSignal): Promise<readonly IncidentStatus[]> {
      statuses ??= await readStatuses(api, signal);
      return statuses;
    },
  };
}

/** A key that may not read them still declares incidents: they get the severity that the organisation has by default. */
async function readSeverities(api: VendorApi, signal: AbortSignal) {
  const answer = await api({path: '/v1/severities', also: [403]}, signal);
  if (answer.status === 403) return [];
  return readEach(ranked, readAnswer(answer, severityList).severities).toSorted((a, b) => b.rank - a.rank);
}

async function readStatuses(api: VendorApi, signal: AbortSignal) {
  const answer = await api({path: '/v1/incident_statuses'}, signal);
  return readEach(rankedStatus, readAnswer(answer, statusList).incident_statuses).toSorted((a, b) => a.rank - b.rank);
}

export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Throws: there is none of this name. */
export function missing(what: string, name: string, known: readonly {readonly name: string}[]): never {
  const names = plainText(known.map(({name}) => name).join(', '), {maxLength: 300}) || 'none';
  throw new TargetError('rejected', `incident.io knows no ${what} called ${name}. It knows: ${names}.`, {
    hint: 'Write one of these in the configuration of this target.',
    unknown: false,
  });
}

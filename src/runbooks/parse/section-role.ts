import type {SectionRole} from '../../core/runbook/document.js';

/** The first that fits wins. */
const ROLES: readonly (readonly [SectionRole, RegExp])[] = [
  ['escalate', /escalat|when to call|who to (?:call|contact|page)/],
  ['communicate', /communicat|notif(?:y|ication)|status page|stakeholder|announce/],
  [
    'about',
    /^(?:why|about|background|introduction|overview|purpose|architecture|meaning|impact|context|summary|possible causes?|causes?)\b/,
  ],
  [
    'about',
    /overview|\b(?:slis?|slos?|references?|links?|glossary|contacts?)\b|further reading|see also|^related|related (?:runbooks|docs|alerts|links|documentation)|useful (?:dashboards|links)|^dashboards?$|recent changes|document info|table of contents|^metrics dashboard|possible causes|owner/,
  ],
  ['verify', /\bverif|validat|confirm|post-?check|smoke test|check (?:that )?it works|after the fix/],
  ['symptoms', /symptom|how (?:to|you) (?:notice|detect)|^alerts?$|^trigger/],
  [
    'investigate',
    /investigat|diagnos|\bchecks?\b|checking|triage|debug|troubleshoot|initial|analy[sz]|identify|information to gather|inspect|find out|look at/,
  ],
  [
    'resolve',
    /resol|mitigat|\bfix|recover|remed|solution|action|option|roll-?back|restart|contain|procedure|workaround|steps|how to|what to do|restore|failover|repair|scale|step \d/,
  ],
];

/** Runbooks of one team have the same headings. */
const seen = new Map<string, SectionRole>();

/** What a section is for, as its heading says; `other` where it does not. */
export function roleOf(title: string): SectionRole {
  const known = seen.get(title);
  if (known !== undefined) return known;
  const words = title.toLowerCase().trim();
  const role = ROLES.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
  if (seen.size < 1000) seen.set(title, role);
  return role;
}

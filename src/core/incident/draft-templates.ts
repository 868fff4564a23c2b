import type {DraftKind} from './incident.js';

export interface DraftTemplate {
  /** Liquid, one line. */
  readonly title: string;
  /** Liquid, any number of lines. */
  readonly text: string;
}

/** Who does what, each role said where nobody has it. */
const PEOPLE = `Incident commander: {{ commander }}
Technical lead: {{ technicalLead }}
Communications lead: {{ communications }}
Scribe: {{ scribe }}
`;

const ACTIONS = `{% for action in actions %}- {{ action }}
{% else %}- unknown
{% endfor %}`;

const MEASURES = `{% if measures.size > 0 %}Temporary, still to be taken back:
{% for measure in measures %}- {{ measure }}
{% endfor %}{% endif %}`;

const LINKS = `{% if links.size > 0 %}Links:
{% for link in links %}- {{ link }}
{% endfor %}{% endif %}`;

/** What is written where nobody has put a template of their own in its place. */
export const DRAFT_TEMPLATES: Readonly<Record<DraftKind, DraftTemplate>> = {
  declaration: {
    title: '[{{ severity }}] {{ title }}: {{ status }}',
    text: `Incident: {{ id }}
Severity: {{ severity }}
Status: {{ status }}
Started: {{ started }}
Detected: {{ detected }}
${PEOPLE}
Impact: {{ impact }}
Users affected: {{ users }}, share {{ share }}, segment {{ segment }}
Revenue impact: {{ revenue }}
Data at risk: {{ data }}
Services: {{ services }}
Getting worse: {{ trend }}
Current situation: {{ current }}
First idea of the cause: {{ theory }}
{% if alerts.size > 0 %}
Alerts:
{% for alert in alerts %}- {{ alert }}
{% endfor %}{% endif %}
Actions taken:
${ACTIONS}
Next steps: {{ next }}
Room: {{ room }}
Next update: {{ nextUpdate }}, or when something changes.
`,
  },
  update: {
    title: '[{{ severity }}] {{ title }}: {{ status }}, {{ duration }}',
    text: `Incident: {{ id }}
Severity: {{ severity }}
Status: {{ course }}
Started: {{ started }}
Duration: {{ duration }}
${PEOPLE}
Impact: {{ impact }}
Users affected: {{ users }}, share {{ share }}, segment {{ segment }}
Revenue impact: {{ revenue }}
Services: {{ services }}
Cause: {% if cause != "unknown" %}{{ cause }}{% else %}{{ theory }}{% endif %}

Actions taken:
${ACTIONS}${MEASURES}
Current situation: {{ current }}
Workaround: {{ workaround }}
Next steps: {{ next }}
Expected to be over: {{ eta }}
Room: {{ room }}
Next update: {{ nextUpdate }}
${LINKS}`,
  },
  resolution: {
    title: '[{{ severity }}] {{ title }}: resolved after {{ duration }}',
    text: `Incident: {{ id }}
Severity: {{ severity }}
Status: resolved
Resolved: {{ resolved }}
Duration: {{ duration }}, from {{ started }}
${PEOPLE}
Impact: {{ impact }}
Services: {{ services }}
Cause: {{ cause }}
Fix: {{ fix }}
Prevention: {{ prevention }}
${MEASURES}
Impact summary:
- duration: {{ duration }}
- users affected: {{ users }}, share {{ share }}, segment {{ segment }}
- failed requests: {{ requests }}
- revenue impact: {{ revenue }}
- error budget used: {{ budget }}
- data at risk: {{ data }}

Follow-up: {{ followUp }}
Tickets:
{% for ticket in tickets %}- {{ ticket }}
{% else %}- unknown
{% endfor %}Review: {% if review != "unknown" %}{{ review }}{% else %}unknown, within 48 hours{% endif %}
Runbooks brought up to date: {{ runbooks }}
Room: {{ room }}
{% if people.size > 0 %}Thanks to: {{ people | join: ", " }}
{% endif %}${LINKS}`,
  },
  'status-page': {
    title:
      '{{ services }}: {% if status == "resolved" or status == "closed" %}resolved{% else %}{{ status }}{% endif %}',
    text: `{% if status == "resolved" or status == "closed" %}The issue with {{ services }} is resolved since {{ resolved }}. What you may have noticed: {{ impact }}
Started: {{ started }}
Lasted: {{ duration }}
Cause: {{ cause }}
What we did: {{ fix }}
Prevention: {{ prevention }}
Workaround: {% if workaround != "unknown" %}no longer needed ({{ workaround }}){% else %}unknown{% endif %}
A review follows, to keep it from coming back.
{% elsif status == "identified" or status == "resolving" %}We have found the cause of the issue with {{ services }} and are working on it. What you may notice: {{ impact }}
Status: {{ status }}
Started: {{ started }}
Expected to be over: {{ eta }}
Workaround: {{ workaround }}
Next update: {{ nextUpdate }}{% if nextUpdateIn != "unknown" %} (in {{ nextUpdateIn }}){% endif %}
{% else %}We are looking into an issue with {{ services }}. What you may notice: {{ impact }}
Status: {{ status }}
Started: {{ started }}
Expected to be over: {{ eta }}
Workaround: {{ workaround }}
Next update: {{ nextUpdate }}{% if nextUpdateIn != "unknown" %} (in {{ nextUpdateIn }}){% endif %}
{% endif %}Questions: {{ contact }}
`,
  },
  support: {
    title: '{{ id }} for support: {{ title }}, {{ status }}',
    text: `Incident: {{ id }}
Severity: {{ severity }}
Status: {{ status }}{% if status == "resolved" or status == "closed" %}, since {{ resolved }}{% endif %}
Started: {{ started }}
What customers notice: {{ impact }}
Who: {{ segment }} ({{ users }}, {{ share }})
Services: {{ services }}
What they can do meanwhile: {{ workaround }}
What to say: {% if status == "resolved" or status == "closed" %}it is resolved; thank you for bearing with us.{% else %}we know of it and are working on it; expected to be over: {{ eta }}.{% endif %}
Data at risk: {{ data }}
Where they can ask: {{ contact }}
Communications lead: {{ communications }}
Next word from us: {% if status == "resolved" or status == "closed" %}none, it is over{% elsif nextUpdate != "unknown" %}{{ nextUpdate }}{% else %}when the status changes{% endif %}
`,
  },
  escalation: {
    title: '{{ severity }} {{ title }} for {{ duration }}: help needed',
    text: `Incident: {{ id }}
Severity: {{ severity }}
Status: {{ status }}
Started: {{ started }}, {{ duration }} ago
Impact: {{ impact }}
Users affected: {{ users }}, share {{ share }}
Services: {{ services }}

Tried:
${ACTIONS}
Current state: {{ current }}
Believed cause: {{ theory }}
Changed lately: {{ changed }}
Errors: {{ errors }}
Logs: {{ logs }}
Links:
{% for link in links %}- {{ link }}
{% else %}- unknown
{% endfor %}
Needed: {{ needed }}
Incident commander: {{ commander }}
Room: {{ room }}
`,
  },
};

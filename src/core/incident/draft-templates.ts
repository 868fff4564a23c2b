import type {DraftKind} from './incident.js';

export interface DraftTemplate {
  /** Liquid, one line. */
  readonly title: string;
  /** Liquid, any number of lines. */
  readonly text: string;
}

/** What is written where nobody has put a template of their own in its place. */
export const DRAFT_TEMPLATES: Readonly<Record<DraftKind, DraftTemplate>> = {
  declaration: {
    title: '[{{ severity }}] {{ title }}: {{ status }}',
    text: `Incident {{ id }}, {{ severity }}, {{ status }}
Started: {{ started }}
Commander: {{ commander }}
Room: {{ room }}

Impact: {{ impact }}
Users affected: {{ users }}, share {{ share }}, segment {{ segment }}
Services: {{ services }}
Data at risk: {{ data }}
First idea of the cause: {{ theory }}
{% if alerts.size > 0 %}
Alerts:
{% for alert in alerts %}- {{ alert }}
{% endfor %}{% endif %}
Done so far:
{% for action in actions %}- {{ action }}
{% else %}- nothing recorded
{% endfor %}
Next steps: {{ next }}
Next update: {{ nextUpdate }}, or when something changes.
`,
  },
  update: {
    title: '[{{ severity }}] {{ title }}: {{ status }}, {{ duration }}',
    text: `Incident {{ id }}, {{ severity }}, {{ status }} for {{ duration }}
Commander: {{ commander }}

Impact: {{ impact }}
Users affected: {{ users }}, share {{ share }}
Current situation: {{ current }}
Cause: {% if cause != "unknown" %}{{ cause }}{% else %}{{ theory }}{% endif %}

Done:
{% for action in actions %}- {{ action }}
{% else %}- nothing recorded
{% endfor %}{% if measures.size > 0 %}Temporary, to be taken back:
{% for measure in measures %}- {{ measure }}
{% endfor %}{% endif %}
Next steps: {{ next }}
Expected to be over: {{ eta }}
Next update: {{ nextUpdate }}
`,
  },
  resolution: {
    title: '[{{ severity }}] {{ title }}: resolved after {{ duration }}',
    text: `Incident {{ id }}, {{ severity }}, is resolved since {{ resolved }}.
Duration: {{ duration }}, from {{ started }}
Commander: {{ commander }}

What it was: {{ impact }}
Cause: {{ cause }}
Fix: {{ fix }}
Prevention: {{ prevention }}

Impact:
- users affected: {{ users }} ({{ share }})
- failed requests: {{ requests }}
- revenue: {{ revenue }}
- error budget used: {{ budget }}
- data at risk: {{ data }}

Follow-up: {{ followUp }}
{% for ticket in tickets %}- {{ ticket }}
{% endfor %}A review follows within 48 hours.
{% if people.size > 0 %}On it: {{ people | join: ", " }}
{% endif %}`,
  },
  'status-page': {
    title:
      '{% if status == "resolved" or status == "closed" %}Resolved{% elsif status == "identified" or status == "resolving" %}Identified{% else %}Investigating{% endif %}: {{ services }}',
    text: `{% if status == "resolved" or status == "closed" %}The issue with {{ services }} is resolved since {{ resolved }}. It lasted {{ duration }}. We apologise for the disruption, and look into how to keep it from coming back.
{% elsif status == "identified" or status == "resolving" %}We have found the cause of the issue with {{ services }} and are working on it. What you may notice: {{ impact }}
Expected to be over: {{ eta }}
Workaround: {{ workaround }}
Next update: {{ nextUpdate }}
{% else %}We are looking into an issue with {{ services }}. What you may notice: {{ impact }}
Workaround: {{ workaround }}
Started: {{ started }}
Next update: {{ nextUpdate }}
{% endif %}`,
  },
  support: {
    title: '{{ id }} for support: {{ title }}, {{ status }}',
    text: `What customers notice: {{ impact }}
Who: {{ segment }} ({{ users }}, {{ share }})
Since: {{ started }}
Status: {{ status }}{% if status == "resolved" or status == "closed" %}, since {{ resolved }}{% endif %}
What they can do meanwhile: {{ workaround }}
What to say: {% if status == "resolved" or status == "closed" %}it is resolved; thank you for bearing with us.{% else %}we know of it and are working on it; expected to be over: {{ eta }}.{% endif %}
Data at risk: {{ data }}
Next word from us: {{ nextUpdate }}
`,
  },
  escalation: {
    title: '{{ severity }} {{ title }} for {{ duration }}: help needed',
    text: `Incident {{ id }}, started {{ started }}
Impact: {{ impact }} ({{ users }}, {{ share }})
Services: {{ services }}
Errors: {{ errors }}

Tried:
{% for action in actions %}- {{ action }}
{% else %}- nothing recorded
{% endfor %}
Current situation: {{ current }}
Believed cause: {{ theory }}
Needed: {{ needed }}
Room: {{ room }}
{% for link in links %}{{ link }}
{% endfor %}`,
  },
};

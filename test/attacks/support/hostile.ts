import type {PostedAlert} from '../../support/real.js';

/** Stands only inside sequences, so that it may appear nowhere: not on the screen, in a title, a link or the clipboard. */
export const MARK = 'PWNED';

const ESC = '\u001b';
const ST = `${ESC}\\`;

/** What somebody who can write into an alert may send; each is safe text around something that is not. */
export const PAYLOADS: Readonly<Record<string, string>> = {
  title: `a${ESC}]0;${MARK}\u0007b`,
  title2: `a${ESC}]2;${MARK}${ST}b`,
  clipboard: `a${ESC}]52;c;UFdORUQ=\u0007b`,
  link: `a${ESC}]8;;http://${MARK}.example\u0007click${ESC}]8;;\u0007b`,
  c1_title: `a\u009d0;${MARK}\u009cb`,
  c1_clear: 'a\u009b2Jb\u009b31mc',
  c1_dcs: `a\u0090${MARK}\u009cb`,
  dcs: `a${ESC}P$q${MARK}${ST}b`,
  tmux: `a${ESC}Ptmux;${ESC}${ESC}]0;${MARK}\u0007${ST}b`,
  apc: `a${ESC}_G${MARK}${ST}b`,
  pm_sos: `a${ESC}^${MARK}${ST}b${ESC}X${MARK}${ST}c`,
  clear: `a${ESC}[2J${ESC}[H${ESC}[?1049lb`,
  modes: `a${ESC}[?1000h${ESC}[?25h${ESC}[?2004l${ESC}[>4;2mb`,
  reset: `a${ESC}cb`,
  charset: `a${ESC}(0lqqk${ESC})0\u000eb`,
  report: `a${ESC}[6n${ESC}[c${ESC}[21t${ESC}Zb`,
  colour: `a${ESC}[31mred${ESC}[8mhidden`,
  unterminated: `a${ESC}]0;${MARK}`,
  unfinished: `a${ESC}[3`,
  lone_escape: `a${ESC}`,
  carriage: 'all is well\rrm -rf /',
  bells: 'a\u0007\u0007\u0007b',
  backspace: 'kubectl delete\b\b\b\b\b\bget   x',
  nul: 'a\u0000b\u0001c\u007fd',
  newlines: 'line one\nline two\r\nline three\n\n\nend',
  tabs: 'a\tb\t\tc\u000bd\u000ce',
  bidi: 'user\u202etxt.exe\u202c \u2066x\u2069 \u200fy\u061cz',
  zero_width: 'rm\u200b -rf\u200d \u2060/\ufeff\u00adx',
  tags: 'a\u{e0041}\u{e0042}b\u2028c\u2029d\ufff9e',
  surrogates: 'a\ud800b\udc00c',
  wide: '監視サーバー 障害 🚨👩‍🚒 ﷽ Z͑ͫ̓ͪa̴͐̈́l̷̓g̶̈́o',
  long: 'x'.repeat(4096),
  long_wide: '障'.repeat(2048),
  words: `${'many words '.repeat(300)}${ESC}]0;${MARK}\u0007`,
  proto: '__proto__',
  markdown:
    '# Heading\n| a | b |\n|---|---|\n[link](javascript:alert(1)) <script>x</script> ![i](http://track.example/x) `code`',
  template: '{{ labels.alertname }} $HOME $(reboot) `reboot`',
};

const RULES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'instance', 'service', 'job', 'namespace'];

/** An alert for each payload, with it in its name, its labels, its annotations and its links. */
export function hostileAlerts(): readonly PostedAlert[] {
  const endsAt = new Date(Date.now() + 3_600_000).toISOString();
  return Object.entries(PAYLOADS).map(([name, text], index) => ({
    labels: Object.fromEntries([
      ['alertname', index % 2 === 0 ? `evil ${name} ${text}` : `evil ${name}`],
      ['severity', ['critical', 'high', text, 'warning'][index % 4] ?? ''],
      ['payload', name],
      [RULES[index % RULES.length] ?? 'x', text],
      [`label_${name}`, text],
    ]),
    annotations: Object.fromEntries([
      ...['summary', 'description', 'action', 'message'].map(key => [key, text]),
      ['runbook_url', `https://wiki.example/${name}?q=${text}`],
      ['dashboard', index % 3 === 0 ? 'javascript:alert(1)' : `https://grafana.example/${text}`],
      ['__proto__', text],
      ['constructor', text],
    ]),
    generatorURL: `http://prometheus.example/graph?g0.expr=${encodeURIComponent(text.replaceAll(MARK, 'shown').replaceAll('\ud800', '').replaceAll('\udc00', ''))}`,
    endsAt,
  }));
}

/** A configuration whose receiver tries the same. */
export const HOSTILE_CONFIG = `route:
  receiver: "evil\\u001b]0;${MARK}\\u0007 receiver"
  group_by: [alertname, payload]
  group_wait: 1s
  group_interval: 1s
  repeat_interval: 4h
receivers:
  - name: "evil\\u001b]0;${MARK}\\u0007 receiver"
`;

/** Silences of somebody else, made by the API, as hostile in author and comment. */
export async function postHostileSilences(url: string): Promise<void> {
  for (const [name, text] of Object.entries(PAYLOADS)) {
    const body = JSON.stringify({
      matchers: [
        {name: `label_${name}`, value: text, isRegex: false, isEqual: true},
        {name: 'payload', value: 'nothing-fires-with-this', isRegex: false, isEqual: true},
      ],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      createdBy: `evil ${text}`,
      comment: `ACK! ${text}`,
    });
    const headers = {'content-type': 'application/json'};
    const response = await fetch(`${url}/api/v2/silences`, {method: 'POST', headers, body});
    if (!response.ok) throw new Error(`silence ${name} was refused: ${await response.text()}`);
  }
}

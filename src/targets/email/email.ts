import * as v from 'valibot';
import {text} from '../../lib/option-parts.js';
import {defineTarget} from '../define-target.js';
import {secretPlace, timeoutEntry} from '../option-entries.js';
import {secretOf} from '../secret-of.js';
import type {TargetTools} from '../target-kind.js';
import {fitter} from '../text/fit.js';
import {compose} from './compose.js';
import {type SmtpOptions, smtp} from './smtp.js';

const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;
const NAMED = /^(?:[^\r\n<>@,;"]+ <[^\s@<>,;"]+@[^\s@<>,;"]+>|[^\s@<>,;"]+@[^\s@<>,;"]+)$/;
const address = v.pipe(text, v.regex(NAMED, 'write an address such as ana@example.org or Ana <ana@example.org>'));

const options = v.pipe(
  v.strictObject(
    {
      host: v.pipe(
        text,
        v.regex(/^[^\s/:]+$|^[0-9a-f:]+$/i, 'write the name of the mail server, without port and scheme'),
      ),
      port: v.optional(
        v.pipe(
          v.number('write a port, such as 587'),
          v.integer('write a port'),
          v.minValue(1, 'write a port'),
          v.maxValue(65_535, 'write a port'),
        ),
      ),
      security: v.optional(v.picklist(['tls', 'starttls', 'none'], 'write tls, starttls or none')),
      user: v.optional(text),
      password: v.optional(secretPlace),
      from: address,
      to: v.pipe(v.array(address, 'write a list: [oncall@example.org]'), v.minLength(1, 'name at least one address')),
      ...timeoutEntry,
    },
    'write {kind: email, host: smtp.example.org, from: wk@example.org, to: [oncall@example.org]}',
  ),
  v.check(
    ({user, password}) => (user === undefined) === (password === undefined),
    'give both user and password, or none',
  ),
);
type Options = v.InferOutput<typeof options>;

const SENDS_ONLY = 'a mail is only sent, and nothing can be asked';

/** E-mail by SMTP: one mail for each request, those of one thread below each other. */
export const email = defineTarget({
  kind: 'email',
  options,
  create(_, given, tools) {
    return {
      powers: {
        create: true,
        ack: true,
        resolve: true,
        escalate: true,
        note: true,
        update: true,
        find: SENDS_ONLY,
        'on-call': SENDS_ONLY,
      },
      repeats: 'none',
      async send(request, {signal}) {
        const server = await serverOf(given, tools);
        const fit = fitter();
        const people = request.people ?? [];
        const to = [...new Set([...given.to, ...people.filter(who => ADDRESS.test(who))])];
        const {mail, root} = await compose(request, {from: given.from, to}, fit);
        const refused = await smtp(server, mail, signal);
        const remark = [fit.remark(), ...left(refused, people)].filter(part => part !== undefined).join('; ');
        return {ref: {message_id: root}, ...(remark === '' ? {} : {remark})};
      },
      async check(signal) {
        const server = await serverOf(given, tools);
        await smtp(server, undefined, signal);
        const how = server.login === undefined ? 'answers' : 'lets us in';
        return `The mail server ${given.host}:${server.port} ${how}; no mail was sent.`;
      },
    };
  },
});

function left(refused: readonly string[], people: readonly string[]): readonly string[] {
  const nameless = people.filter(who => !ADDRESS.test(who));
  return [
    ...(refused.length === 0 ? [] : [`the server did not take ${refused.join(', ')}`]),
    ...(nameless.length === 0 ? [] : [`no address is known of ${nameless.join(', ')}`]),
  ];
}

const SUBMISSION = 587;
const SUBMISSION_BY_TLS = 465;
const RELAY = 25;

async function serverOf(given: Options, tools: TargetTools): Promise<SmtpOptions> {
  const {host, port, user, password, timeout} = given;
  const security = given.security ?? 'offered';
  const usual = user === undefined ? RELAY : SUBMISSION;
  return {
    host,
    port: port ?? (security === 'tls' ? SUBMISSION_BY_TLS : usual),
    security,
    timeout,
    ...(user === undefined || password === undefined
      ? {}
      : {login: {user, password: await secretOf(tools, password, 'password')}}),
    ...(tools.tls === undefined ? {} : {tls: tools.tls}),
    ...(tools.proxy === undefined ? {} : {proxy: tools.proxy}),
  };
}

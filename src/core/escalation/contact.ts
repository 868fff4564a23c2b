/** Somebody who can be called: a person, a team, the support of a vendor. */
export interface Contact {
  /** As it is called in the configuration. */
  readonly contact: string;
  readonly name: string;
  /** What they know about. */
  readonly field?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly slack?: string;
  readonly pagerduty?: string;
  readonly url?: string;
  /** When they can be called, in words. */
  readonly hours?: string;
  readonly note?: string;
  /** Targets that reach them. */
  readonly targets: readonly string[];
  /** What they are called at other targets, by the name of a target or its kind. */
  readonly ids: Readonly<Record<string, string>>;
}

/** The contact of that name; names come from schedules that are kept elsewhere, too. */
export function contactNamed(contacts: Readonly<Record<string, Contact>>, name: string): Contact | undefined {
  return Object.hasOwn(contacts, name) ? contacts[name] : undefined;
}

/** What a target knows somebody under. */
export function nameAt(contact: Contact, target: {readonly name: string; readonly kind: string}): string {
  return (
    contact.ids[target.name] ??
    contact.ids[target.kind] ??
    byKind(contact, target.kind) ??
    contact.email ??
    contact.name
  );
}

function byKind({slack, pagerduty, email}: Contact, kind: string): string | undefined {
  if (kind === 'slack') return slack;
  if (kind === 'pagerduty' || kind === 'pagerduty-rest') return pagerduty;
  return kind === 'email' ? email : undefined;
}

/** How somebody can be called, for people: `databases, +1 555 0100, by secondary`. */
export function waysOf({phone, email, slack, targets, url}: Contact): readonly string[] {
  return [
    ...(phone === undefined ? [] : [phone]),
    ...(email === undefined ? [] : [email]),
    ...(slack === undefined ? [] : [`Slack ${slack}`]),
    ...(url === undefined ? [] : [url]),
    ...(targets.length === 0 ? [] : [`by ${targets.join(', ')}`]),
  ];
}

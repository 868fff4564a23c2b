import {apiSpec} from '../api-spec.js';
import type {VendorAnswer, VendorRequest} from '../vendor-server.js';

const document = apiSpec('jira-cloud-v3.openapi3.json');
const PROOF = `Basic ${Buffer.from('ana@example.com:token-1').toString('base64')}`;

interface Issue {
  readonly id: string;
  readonly key: string;
  readonly fields: Record<string, unknown>;
  readonly properties: unknown;
  readonly comments: {readonly body: unknown; readonly properties: unknown}[];
  category: 'new' | 'indeterminate' | 'done';
}

/** Jira's side: the issues of one project, with a workflow of three statuses. */
export function jiraVendor() {
  const issues: Issue[] = [];
  const vendor = {
    issues,
    /** The search does not know the newest issues yet. */
    lags: false,
    pages: () => issues.length,
    problems(request: VendorRequest): readonly string[] {
      const proof = request.headers.authorization === PROOF ? [] : ['the account is not there'];
      return [...proof, ...document.problems(request, request.path)];
    },
    answer(request: VendorRequest): VendorAnswer {
      const [, , , , things, key = '', verb] = request.path.split('/');
      const json = request.json as Record<string, unknown>;
      if (things === 'myself') return {json: {accountId: 'a', displayName: 'Ana', active: true}};
      if (things === 'search') return {json: found(String(json.jql))};
      if (key === 'createmeta') return {json: {issueTypes: [{name: 'Task'}, {name: 'Incident'}], total: 2}};
      if (key === '') return create(json);
      const issue = issues.find(one => one.key === key || one.id === key);
      if (issue === undefined) return {status: 404, json: {errorMessages: ['Issue does not exist'], errors: {}}};
      return about(issue, request, verb);
    },
  };
  return vendor;

  function create({fields, properties}: Record<string, unknown>): VendorAnswer {
    const number = 10_000 + issues.length + 1;
    const issue: Issue = {
      id: String(number),
      key: `OPS-${issues.length + 1}`,
      fields: {...(fields as object)},
      properties,
      comments: [],
      category: 'new',
    };
    issues.push(issue);
    return {status: 201, json: {id: issue.id, key: issue.key, self: `https://x.example/${issue.id}`}};
  }

  function found(jql: string): object {
    const project = /project = "([^"]+)"/.exec(jql)?.[1];
    const labels = [...(/labels in \(([^)]*)\)/.exec(jql)?.[1] ?? '').matchAll(/"([^"]+)"/g)].map(match => match[1]);
    const known = vendor.lags ? [] : issues.toReversed();
    const hits = known.filter(
      ({fields}) =>
        (fields.project as {key: string}).key === project &&
        (fields.labels as string[]).some(label => labels.includes(label)),
    );
    return {issues: hits.map(shown), isLast: true};
  }

  function about(issue: Issue, request: VendorRequest, verb: string | undefined): VendorAnswer {
    const body = request.json as Record<string, unknown>;
    const reads = request.method === 'GET';
    if (verb === 'comment') return commenting(issue, reads ? undefined : body);
    if (verb === 'transitions') return reads ? {json: {transitions: transitions(issue)}} : moving(issue, body);
    if (reads) return {json: shown(issue)};
    Object.assign(issue.fields, body.fields);
    return {status: 204};
  }
}

function commenting(issue: Issue, comment: Record<string, unknown> | undefined): VendorAnswer {
  if (comment === undefined) return {json: {comments: issue.comments, total: issue.comments.length}};
  issue.comments.unshift({body: comment.body, properties: comment.properties});
  return {status: 201, json: {id: '1'}};
}

function moving(issue: Issue, {transition}: Record<string, unknown>): VendorAnswer {
  const chosen = transitions(issue).find(({id}) => id === (transition as {id: string}).id);
  if (chosen === undefined) return {status: 400, json: {errorMessages: ['Transition is not valid'], errors: {}}};
  issue.category = chosen.to.statusCategory.key;
  return {status: 204};
}

function shown({id, key, fields, category, properties}: Issue): object {
  const [property] = properties as readonly {readonly key: string; readonly value: unknown}[];
  return {
    id,
    key,
    properties: property === undefined ? {} : {[property.key]: property.value},
    fields: {
      ...fields,
      status: {name: category, statusCategory: {key: category}},
      assignee: {displayName: 'Lee'},
      resolutiondate: category === 'done' ? '2026-11-20T13:00:00.000+0000' : null,
    },
  };
}

function transitions({category}: Issue) {
  const to = (id: string, name: string, key: Issue['category']) => ({
    id,
    name,
    isAvailable: true,
    to: {name, statusCategory: {key}},
  });
  const all = [to('11', 'Start', 'indeterminate'), to('21', 'Will not do', 'done'), to('31', 'Done', 'done')];
  return category === 'done' ? [] : all;
}

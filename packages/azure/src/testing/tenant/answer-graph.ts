import type { FilterRow } from './odata-filter.ts';
import { compileFilter } from './odata-filter.ts';
import type { TenantModel, UserKind } from './tenant-model.ts';
import type { TenantAnswer, TenantQuestion } from './tenant-server.ts';
import { huntingRows } from './answer-defender.ts';

const permissions: readonly (readonly [RegExp, string])[] = [
  [/^\/v1\.0\/subscribedSkus$/, 'Organization.Read.All'],
  [/^\/v1\.0\/users$/, 'User.Read.All'],
  [/^\/v1\.0\/groups/, 'Group.Read.All'],
  [/^\/v1\.0\/(?:identity\/conditionalAccess|policies)\//, 'Policy.Read.All'],
  [/delegatedAdminRelationships$/, 'DelegatedAdminRelationship.Read.All'],
  [/auditLogs/, 'AuditLog.Read.All'],
  [/secureScores/, 'SecurityEvents.Read.All'],
  [/runHuntingQuery/, 'ThreatHunting.Read.All'],
];

const unsupported: TenantAnswer = { status: 400, body: { error: { code: 'Request_UnsupportedQuery', message: 'Unsupported Query.' } } };

/** Microsoft Graph: lists with `$filter`, `$count`, `$top` and pages of its own size. */
export function answerGraph(model: TenantModel, question: TenantQuestion): TenantAnswer {
  const { pathname } = question.url;
  const needed = permissions.find(([pattern]) => pattern.test(pathname))?.[1];
  if (needed === undefined) return { status: 404, body: { error: { code: 'BadRequest', message: `Resource not found: ${pathname}` } } };
  if (!question.isGranted(needed)) {
    const message = 'Insufficient privileges to complete the operation.';
    return { status: 403, body: { error: { code: 'Authorization_RequestDenied', message, innerError: { 'request-id': 'r' } } } };
  }
  if (pathname.endsWith('/runHuntingQuery')) return hunt(model, question);
  const group = /^\/v1\.0\/groups\/([^/]+)\/members(?:\/microsoft\.graph\.(user|group))?$/.exec(pathname);
  if (group !== null) return listMembers(model, question, decodeURIComponent(group[1]!), group[2]);
  switch (pathname) {
    case '/v1.0/subscribedSkus':
      return { status: 200, body: { value: model.skus } };
    case '/v1.0/users':
      return listUsers(model.users, model.domain, question);
    case '/v1.0/groups':
      return list(
        model.groups.map(({ id, displayName }) => ({ id, displayName })),
        question,
      );
    case '/v1.0/identity/conditionalAccess/policies':
      return list(model.policies, question);
    case '/v1.0/policies/crossTenantAccessPolicy/partners':
      return list(model.partners, question);
    case '/v1.0/tenantRelationships/delegatedAdminRelationships':
      return list(model.relationships, question);
    case '/beta/auditLogs/signIns':
      return list(model.signIns, question);
    default:
      return list(model.secureScores, question);
  }
}

/** Filters over collections, negations and counts need the index, which has to be asked for by a header. */
function needsIndex(filter: string, question: TenantQuestion): boolean {
  return /assignedPlans|\bnot\b/.test(filter) || question.url.searchParams.get('$count') === 'true';
}

interface Page {
  readonly filter: string;
  readonly offset: number;
  readonly size: number;
}

function readPage({ searchParams }: URL): Page {
  return {
    filter: searchParams.get('$filter') ?? '',
    offset: Number(searchParams.get('$skiptoken') ?? 0),
    size: Number(searchParams.get('$top') ?? 100),
  };
}

function toBody(rows: readonly unknown[], total: number, { offset }: Page, { url, origin }: TenantQuestion): TenantAnswer {
  const next = new URL(`${origin}${url.pathname}${url.search}`);
  next.searchParams.set('$skiptoken', String(offset + rows.length));
  return {
    status: 200,
    body: {
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#x',
      ...(url.searchParams.get('$count') === 'true' ? { '@odata.count': total } : {}),
      ...(offset + rows.length < total ? { '@odata.nextLink': next.href } : {}),
      value: rows,
    },
  };
}

function list(rows: readonly unknown[], question: TenantQuestion): TenantAnswer {
  const page = readPage(question.url);
  const matches = page.filter === '' ? () => true : compileFilter(page.filter);
  const found = rows.filter((row) => matches(row as FilterRow));
  return toBody(found.slice(page.offset, page.offset + page.size), found.length, page, question);
}

/** Users are made when they are asked for; a tenant of 250,000 is a few kinds. */
function listUsers(users: readonly UserKind[], domain: string, question: TenantQuestion): TenantAnswer {
  const page = readPage(question.url);
  if (needsIndex(page.filter, question) && question.request.headers['consistencylevel'] !== 'eventual') return unsupported;
  const matches = page.filter === '' ? () => true : compileFilter(page.filter);
  const kinds = users.filter((kind) => matches({ ...kind }));
  const total = kinds.reduce((sum, { count }) => sum + count, 0);
  const rows: unknown[] = [];
  let before = 0;
  for (const { count, prefix, memberOf: _memberOf, ...rest } of kinds) {
    const from = Math.max(0, page.offset - before);
    for (let index = from; index < count && rows.length < page.size; index += 1)
      rows.push({ id: `${prefix}-${index}`, userPrincipalName: `${prefix}${index}@${domain}`, ...rest });
    before += count;
  }
  return toBody(rows, total, page, question);
}

function listMembers(model: TenantModel, question: TenantQuestion, groupId: string, kind: string | undefined): TenantAnswer {
  const group = model.groups.find(({ id }) => id === groupId);
  if (group === undefined) return { status: 404, body: { error: { code: 'Request_ResourceNotFound', message: 'No such group.' } } };
  const members = model.users.filter(({ memberOf }) => memberOf?.includes(groupId) === true);
  if (kind === 'group') return toBody([], group.nestedGroups, readPage(question.url), question);
  if (kind === undefined) {
    const users = members.reduce((sum, { count }) => sum + count, 0);
    return toBody([], users + group.nestedGroups, readPage(question.url), question);
  }
  if (model.refusesMemberFilters === true && (question.url.searchParams.get('$filter') ?? '').includes('assignedPlans')) return unsupported;
  return listUsers(members, model.domain, question);
}

function hunt(model: TenantModel, { request }: TenantQuestion): TenantAnswer {
  if (request.method !== 'POST') return { status: 405, body: {} };
  const { Query = '' } = JSON.parse(request.body) as { Query?: string };
  const rows = huntingRows(model, Query);
  if (rows === undefined) return { status: 400, body: { error: { code: 'BadRequest', message: 'Semantic error: no such table.' } } };
  const schema = Object.keys(rows[0] ?? {}).map((name) => ({ name, type: 'String' }));
  return { status: 200, body: { schema, results: rows } };
}

#!/usr/bin/env node
// Stands in for `az` and for `pwsh graph.ps1`: a tenant in one JSON file, and a list of the calls that change it.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const file = process.env.STAND_IN_STATE;
const state = JSON.parse(readFileSync(file, 'utf8'));
const args = process.argv.slice(2);
const valueOf = (...names) => {
  const index = args.findIndex((arg) => names.includes(arg));
  return index === -1 ? undefined : args[index + 1];
};
const save = () => writeFileSync(file, JSON.stringify(state));
const changed = (what) => appendFileSync(`${file}.changes`, `${what}\n`);
const fail = (text, code = 1) => {
  process.stderr.write(`${text}\n`);
  process.exit(code);
};

function azure() {
  const [first, second, third] = args;
  if (first === 'account') return process.stdout.write(`${state.tenant}\n`);
  if (first === 'provider' && second === 'show')
    return process.stdout.write(`${state.registered.includes(valueOf('--namespace')) ? 'Registered' : 'NotRegistered'}\n`);
  if (first === 'provider' && second === 'register') {
    state.registered.push(valueOf('--namespace'));
    changed(`register ${valueOf('--namespace')}`);
    return save();
  }
  if (first === 'deployment' && third === 'what-if') return process.stdout.write('what-if\n');
  if (first === 'deployment' && third === 'create') {
    const template = JSON.parse(readFileSync(valueOf('--template-file'), 'utf8'));
    const subscription = `/subscriptions/${valueOf('--subscription')}`;
    for (const resource of template.resources) {
      if (resource.type.endsWith('/registrationDefinitions'))
        state.azure[`${subscription}/providers/${resource.type}/${resource.name}`] = { properties: resource.properties };
      for (const inner of resource.properties?.template?.resources ?? [])
        state.azure[`${subscription}/resourceGroups/${resource.resourceGroup}/providers/${inner.type}/${inner.name}`] = inner;
    }
    changed('deploy');
    return save();
  }
  if (first !== 'rest') return fail(`unknown: az ${args.join(' ')}`);
  const place = new URL(valueOf('--url')).pathname;
  if (state.isBroken) return fail('ERROR: Forbidden({"error":{"code":"AuthorizationFailed"}})');
  if (state.azure[place] === undefined) return fail('ERROR: Not Found({"error":{"code":"RegistrationDefinitionNotFound"}})');
  if (valueOf('--method') === 'delete') {
    delete state.azure[place];
    changed(`delete ${place}`);
    return save();
  }
  return process.stdout.write(`${JSON.stringify(state.azure[place])}\n`);
}

/** Principals of applications, each with what it was given. */
function servicePrincipals(method, place, body, answer) {
  const all = state.graph['/servicePrincipals'];
  const [, appId] = /\(appId='([^']+)'\)$/u.exec(place) ?? [];
  const [, , id, part] = place.split('/');
  const found = all.find((one) => (appId === undefined ? one.id === id : one.appId === appId));
  if (method === 'get' && found === undefined) return fail('NotFound', 4);
  if (method === 'get') return answer(part === 'appRoleAssignments' ? { value: found.given } : found);
  changed(`${method} ${part ?? (method === 'post' ? 'application' : found.displayName)}`);
  if (method === 'delete') all.splice(all.indexOf(found), 1);
  else if (part === 'appRoleAssignments') found.given.push(body);
  else {
    // In Entra ID the name comes from the application's registration; here it is the id.
    const made = {
      id: `principal-${all.length}`,
      displayName: body.appId,
      given: [],
      appRoles: [],
      passwordCredentials: [],
      keyCredentials: [],
      ...body,
    };
    all.push(made);
    answer(made);
  }
  return save();
}

function graph() {
  const method = valueOf('-Method');
  const place = new URL(valueOf('-Uri')).pathname.replace('/v1.0', '');
  const body = valueOf('-BodyFile') === undefined ? undefined : JSON.parse(readFileSync(valueOf('-BodyFile'), 'utf8'));
  const answer = (value) => writeFileSync(valueOf('-OutFile'), JSON.stringify(value));
  process.stdout.write('To sign in, use a web browser\n');
  if (valueOf('-Tenant') !== state.tenant) fail('wrong tenant');
  if (!existsSync(valueOf('-File'))) fail('graph.ps1 is not where the script looks for it');
  if (state.isGraphBroken) fail('Forbidden', 1);
  const lists = state.graph;
  if (place.startsWith('/servicePrincipals')) return servicePrincipals(method, place, body, answer);
  if (method === 'get') return place in lists ? answer({ value: lists[place] }) : fail('NotFound', 4);
  changed(`${method} ${place}`);
  const parent = path.posix.dirname(place);
  if (method === 'post' && place.endsWith('/requests')) {
    lists[path.posix.dirname(parent)].find((one) => one.id === parent.split('/').at(-1)).status = 'approvalPending';
  } else if (method === 'post') {
    const made = { id: `made-${lists[place].length}`, status: 'created', ...body };
    lists[place].push(made);
    lists[`${place}/${made.id}/accessAssignments`] = [];
    answer(made);
  } else {
    const key = place.split('/').at(-1);
    const index = lists[parent].findIndex((one) => one.tenantId === key);
    if (index === -1) fail('NotFound', 4);
    if (method === 'delete') lists[parent].splice(index, 1);
    else Object.assign(lists[parent][index], body);
  }
  return save();
}

if (path.basename(process.argv[1]) === 'az') azure();
else graph();

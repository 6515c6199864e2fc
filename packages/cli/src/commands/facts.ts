import path from 'node:path';
import type { TenantFacts } from '@mxdr/core';
import { inertText, redactFacts, writeFileAtomic } from '@mxdr/core';
import type { CommandHandler } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { countOf } from '../count-of.ts';
import { selectCustomers } from '../customer-selection.ts';
import { missingOption } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';
import { readLiveFacts } from '../read-live-facts.ts';
import { formatTextTable } from '../text-table.ts';

/** One fact in the summary of a reading. */
interface FactLine {
  readonly name: string;
  readonly state: 'read' | 'permission' | 'throttled' | 'api-off' | 'error';
  readonly request: string;
  readonly requests: number;
  readonly rows?: number;
  /** The permission that is missing, or what was said. */
  readonly permission?: string;
  readonly message?: string;
}

function listFacts(facts: TenantFacts): readonly FactLine[] {
  return Object.entries(facts).flatMap(([name, fact]): readonly FactLine[] => {
    if (typeof fact !== 'object') return [];
    const { request = '', requests = 0 } = fact;
    if (fact.status === 'read')
      return [{ name, state: 'read', request, requests, ...(fact.rows === undefined ? {} : { rows: fact.rows }) }];
    const { reason: state, permission, message } = fact;
    return [{ name, state, request, requests, ...(permission === undefined ? {} : { permission }), message }];
  });
}

/** Names in files that leave the house are not to be found by trying: that takes a key of one's own. */
function redactionKey(context: CommandContext, facts: TenantFacts): string {
  const key = context.env['MXDR_REDACTION_KEY'];
  if (key !== undefined && key !== '') return key;
  context.note(
    'The pseudonyms are made with the tenant id, so whoever has it can find a name by trying names; MXDR_REDACTION_KEY takes a key of your own.',
  );
  return facts.tenantId;
}

/** `mxdr facts`: exit 0 when every fact was read, 2 when one was not; the file says why. */
export const run: CommandHandler = async (context, ids, options) => {
  const { customers, operator } = await selectCustomers(context, ids, options);
  const [customer] = customers;
  const { out } = options;
  if (typeof out !== 'string') throw missingOption('--out', 'and the file to write');
  // One id is asked for by the command's own form.
  if (customer === undefined) return exitCodes.usage;
  const file = path.resolve(out);
  const seen = await readLiveFacts(context, customer, operator, options);
  const facts = options['redact'] === true ? redactFacts(seen, redactionKey(context, seen)) : seen;
  await writeFileAtomic(file, `${JSON.stringify(facts, null, 2)}\n`);
  const lines = listFacts(facts);
  const requests = lines.reduce((sum, line) => sum + line.requests, 0);
  const unread = lines.filter(({ state }) => state !== 'read');
  const code = unread.length === 0 ? exitCodes.good : exitCodes.undetermined;
  if (context.json) {
    context.out(
      JSON.stringify({ schemaVersion: 1, customerId: customer.id, tenantId: facts.tenantId, file, requests, facts: lines }, null, 2),
    );
    return code;
  }
  const permissions = [...new Set(unread.flatMap(({ permission }) => permission ?? []))];
  const table = formatTextTable(
    [{ head: 'Fact' }, { head: 'State' }, { head: 'Rows', align: 'right' }, { head: 'Requests', align: 'right' }, { head: 'Why' }],
    lines.map(({ name, state, rows, requests: own, message }) => [
      name,
      state === 'read' ? 'read' : `not read: ${state}`,
      rows === undefined ? '' : String(rows),
      String(own),
      inertText(message ?? ''),
    ]),
    context.width,
  );
  context.out(`${table}\n\n${countOf(requests, 'request')}, ${path.relative(context.cwd, file)}`);
  if (permissions.length > 0) context.out(`Missing permissions: ${permissions.join('; ')}`);
  context.out(`Next: mxdr check ${customer.id} --facts ${path.relative(context.cwd, file)}`);
  return code;
};

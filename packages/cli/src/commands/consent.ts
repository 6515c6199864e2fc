import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { buildConsentPack } from '@mxdr/consent';
import type { Customer, Operator } from '@mxdr/core';
import { formatProblem, planEnvironment, replaceFolder } from '@mxdr/core';
import { delegationNames } from '@mxdr/stacks';
import type { CommandHandler, OptionValues } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { selectCustomers } from '../customer-selection.ts';
import { exitCodeOfError, formatErrorBlock } from '../error-block.ts';
import { badOption, configurationInvalid, consentFolderForeign } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes, worseOf } from '../exit-codes.ts';

/** The day of issue. @throws AppError usage for what is no day of the calendar */
function dayOf(context: CommandContext, options: OptionValues): string {
  const given = options['date'];
  if (typeof given !== 'string') return new Date(context.clock.now()).toISOString().slice(0, 10);
  const instant = /^\d{4}-\d\d-\d\d$/u.test(given) ? Date.parse(`${given}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== given)
    throw badOption('--date', given, 'a day such as 2026-11-26');
  return given;
}

/** Only a pack gives way to a pack: whatever else is in the folder may be somebody's work. @throws AppError usage */
async function refuseForeignFolder(folder: string): Promise<void> {
  const names: readonly string[] = await readdir(folder).catch(() => []);
  if (names.length > 0 && !(names.includes('manifest.json') && names.includes('consent.html'))) throw consentFolderForeign(folder);
}

interface Written {
  readonly customerId: string;
  readonly version: string;
  readonly folder: string;
  readonly files: readonly string[];
}

/** `mxdr consent`: one folder a customer, replaced as a whole. One customer's problems never stop the others. */
export const run: CommandHandler = async (context, ids, options) => {
  const issued = dayOf(context, options);
  const { customers, operator } = await selectCustomers(context, ids, options);
  const css = await readFile(path.join(context.productFolder, 'templates/page/page.css'), 'utf8');
  const outDir = path.resolve(String(options['out']));
  const write = async (customer: Customer, by: Operator): Promise<Written> => {
    const plan = planEnvironment(customer, by);
    const pack = 'schemaVersion' in plan ? buildConsentPack({ plan, operator: by, names: delegationNames(plan), issued, css }) : plan;
    if (!('files' in pack)) {
      for (const problem of pack) context.note(formatProblem(problem));
      throw configurationInvalid(pack.length);
    }
    const folder = path.join(outDir, customer.id);
    await refuseForeignFolder(folder);
    await replaceFolder(
      folder,
      pack.files.map(({ text, ...file }) => ({ ...file, bytes: text })),
    );
    return { customerId: customer.id, version: pack.version, folder, files: pack.files.map(({ name }) => name) };
  };
  const written: Written[] = [];
  let code: ExitCode = exitCodes.good;
  for (const customer of customers) {
    context.signal.throwIfAborted();
    try {
      written.push(await write(customer, operator));
    } catch (error) {
      if (customers.length === 1) throw error;
      context.note(`${customer.id}:\n${formatErrorBlock(error, context.paint)}`);
      code = worseOf(code, exitCodeOfError(error));
    }
  }
  if (context.json) {
    context.out(JSON.stringify({ schemaVersion: 1, issued, packs: written }, null, 2));
    return code;
  }
  for (const { customerId, version, folder, files } of written)
    context.out(`${customerId}: ${files.length} files, version ${version}, in ${path.relative(context.cwd, folder)}`);
  if (written.length > 0) context.out('\nNext: read consent.html, then give the folder to the customer. Nothing in it is secret.');
  return code;
};

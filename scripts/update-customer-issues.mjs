// Keeps one issue for each customer that is not ready, with what to do first; closes it when the customer is. Used by the nightly check.
//
//   node scripts/update-customer-issues.mjs check.json pages/
//
// `check.json` is what `mxdr check --all --format json` wrote; `pages/<id>.md` what `mxdr check <id> --format markdown` wrote. Calls `gh`,
// which takes the repository and the token from the environment.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const label = 'mxdr-prerequisites';
/** GitHub refuses longer bodies. */
const longestBody = 60_000;

/** @param {readonly string[]} args */
const gh = async (...args) => (await run('gh', args, { maxBuffer: 20_000_000 })).stdout;

/** The id in front makes the title the same in every run, whatever the customer is called by then. */
const titleOf = ({ id, name }) => `[${id}] Prerequisites of ${name}`;
const isOf = (customer) => (issue) => issue.title.startsWith(`[${customer.id}] `);

/** Names in a page come from a tenant: none of them may call a person, or become a link. */
const harmless = (text) => text.replaceAll(/@|:(?=\/\/)|www(?=\.)/giu, (part) => `${part}<!-- -->`);

async function pageOf(folder, { id }) {
  const text = harmless(await readFile(path.join(folder, `${id}.md`), 'utf8'));
  return text.length <= longestBody ? text : `${text.slice(0, longestBody)}\n\nThe rest is in the result of the run.\n`;
}

async function update(folder, customer, body, isGood, open) {
  const issue = open.find(isOf(customer));
  if (isGood) {
    if (issue === undefined) return 'good';
    await gh('issue', 'close', String(issue.number), '--comment', 'Every check that blocks the start is met or accepted.');
    return `closed #${issue.number}`;
  }
  const text = body === undefined ? await pageOf(folder, customer) : harmless(body);
  if (issue === undefined) {
    const address = await gh('issue', 'create', '--title', titleOf(customer), '--label', label, '--body', text);
    return `opened ${address.trim()}`;
  }
  await gh('issue', 'edit', String(issue.number), '--title', titleOf(customer), '--body', text);
  return `updated #${issue.number}`;
}

const [file, folder] = process.argv.slice(2);
if (file === undefined || folder === undefined) {
  process.stderr.write('usage: node scripts/update-customer-issues.mjs CHECK_JSON FOLDER_OF_PAGES\n');
  process.exit(3);
}
const document = JSON.parse(await readFile(file, 'utf8'));
// One customer's report stands alone in the file, several in a list.
const reports = document.reports ?? [document];
const unjudged = document.unjudged ?? [];
await gh('label', 'create', label, '--force', '--description', 'A customer does not meet the prerequisites of the service');
const open = JSON.parse(await gh('issue', 'list', '--label', label, '--state', 'open', '--limit', '1000', '--json', 'number,title'));
let failures = 0;
const attempt = async (customer, body, isGood) => {
  try {
    process.stdout.write(`${customer.id}: ${await update(folder, customer, body, isGood, open)}\n`);
  } catch (error) {
    // The other customers' issues are still to be brought up to date.
    failures += 1;
    process.stderr.write(`${customer.id}: ${error instanceof Error ? error.message : String(error)}\n`);
  }
};
for (const { customer, verdict } of reports)
  await attempt(customer, undefined, verdict.readiness === 'ready' && verdict.waiversFailed.length === 0);
for (const { customer, code, message } of unjudged)
  await attempt(customer, `The customer could not be judged: ${message} (${code})`, false);
process.exitCode = failures > 0 ? 2 : 0;

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadCustomers, requireOperator, writeFileAtomic } from '@mxdr/core';
import type { RuleAudience } from '@mxdr/detections';
import { buildRuleIndex, buildRulePage, rulePageName } from '@mxdr/detections';
import type { PageDocument } from '@mxdr/documents';
import { renderHtml, renderMarkdown } from '@mxdr/documents';
import type { CommandHandler } from '../command-spec.ts';
import { countOf } from '../count-of.ts';
import { loadContentForms, viewCustomerRules } from '../customer-rule-view.ts';
import { exitCodes } from '../exit-codes.ts';

const pageId = String.raw`([0-9a-f]{8}-[0-9a-f-]{27})`;

/** The index names pages by id in its last column; here the ids, which are nothing but hexadecimal digits, become links beside the file. */
function withLinks(text: string, extension: 'html' | 'md'): string {
  return extension === 'html'
    ? text.replaceAll(new RegExp(`<td>${pageId}</td>`, 'gu'), '<td><a href="$1.html">Open</a></td>')
    : text.replaceAll(new RegExp(String.raw`\| ${pageId} \|$`, 'gmu'), '| [Open]($1.md) |');
}

/** `mxdr rules docs`: an index and one page a rule, in HTML and Markdown; of a customer, as the customer has them. */
export const run: CommandHandler = async (context, [customerId], options) => {
  const content = await loadContentForms(context);
  const audience: RuleAudience = options['audience'] === 'customer' ? 'customer' : 'analyst';
  const retired = new Set(content.retired.map(({ id }) => id.toLowerCase()));
  const own = customerId === undefined ? undefined : await viewCustomerRules(context, content, customerId);
  const operator = own?.operator ?? requireOperator(await loadCustomers(context.customersFolder));
  const rules =
    own?.rules.rules.map(({ loaded }) => loaded.rule) ??
    content.rules.map(({ rule }) => rule).filter(({ id }) => !retired.has(id.toLowerCase()));
  const css = await readFile(path.join(context.productFolder, 'templates/page/page.css'), 'utf8');
  const names = { serviceName: operator.serviceName, operatorName: operator.name };
  const folder = path.resolve(context.cwd, String(options['out']));
  const write = async (name: string, page: PageDocument): Promise<void> => {
    await writeFileAtomic(path.join(folder, `${name}.html`), withLinks(renderHtml(page, css), 'html'));
    await writeFileAtomic(path.join(folder, `${name}.md`), withLinks(renderMarkdown(page), 'md'));
  };
  await write('index', buildRuleIndex(rules, names));
  for (const rule of rules)
    await write(
      rulePageName(rule),
      buildRulePage({ rule, audience, ...names, ...(content.lock === undefined ? {} : { lock: content.lock }) }),
    );
  if (context.json)
    context.out(JSON.stringify({ schemaVersion: 1, folder, audience, pages: ['index', ...rules.map(rulePageName)] }, null, 2));
  else context.out(`${countOf(rules.length, 'page')} and an index in ${path.relative(context.cwd, folder) || '.'}; open index.html`);
  return exitCodes.good;
};

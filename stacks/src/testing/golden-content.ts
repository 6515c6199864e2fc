import path from 'node:path';
import type { ServiceContent } from '../service-content.ts';

/**
 * The content that reviewed configurations hold: one of each kind, and a few rules and health queries of different makes. A new rule or hunt
 * changes no golden file; that everything there is can be synthesised is a test of its own.
 */
const chosen = {
  rules: [
    'collection_inbox-rule-forwards-or-hides-mail',
    'credential-access_mfa-prompts-until-approved',
    'defense-evasion_conditional-access-policy-switched-off',
    'impact_recovery-disabled',
    'initial-access_phishing-link-clicked',
    'persistence_credential-added-to-application',
  ],
  huntingQueries: ['first-country-of-privileged-account'],
  healthQueries: ['connector-failing', 'cost-by-table', 'daily-cap-reached', 'ingestion-stopped'],
  functions: ['incidents-latest'],
  watchlists: ['privileged-accounts'],
} as const;

function pick<Item extends { readonly file: string }>(items: readonly Item[], names: readonly string[]): readonly Item[] {
  return names.map((name) => {
    const item = items.find(({ file }) => path.basename(file, '.yaml') === name);
    if (item === undefined) throw new Error(`the content has no ${name}`);
    return item;
  });
}

/** The content with what reviewed configurations hold, and no more. @throws Error when one of the files is gone */
export function goldenContentOf(content: ServiceContent): ServiceContent {
  return {
    ...content,
    rules: pick(content.rules, chosen.rules),
    huntingQueries: pick(content.huntingQueries, chosen.huntingQueries),
    healthQueries: pick(content.healthQueries, chosen.healthQueries),
    functions: pick(content.functions, chosen.functions),
    watchlists: pick(content.watchlists, chosen.watchlists),
  };
}

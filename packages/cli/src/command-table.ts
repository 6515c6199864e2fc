import type { LedgerName } from '@mxdr/ledgers';
import type { ArgumentSpec, CommandSpec, OptionSpec } from './command-spec.ts';
import { ledgerOptions } from './ledgers/ledger-fields.ts';

const ids: ArgumentSpec = { name: '[id...]', description: 'customers, by id' };
const all: OptionSpec = { flags: '--all', description: 'every customer of the folder' };
const select: OptionSpec = { flags: '--select <tag=value>', description: 'customers that carry this tag' };
const local: OptionSpec = { flags: '--local <dir>', description: 'answer from a folder of local tables instead of Azure' };
const out = (description: string): OptionSpec => ({ flags: '--out <dir>', description });

const signIn: OptionSpec = {
  flags: '--sign-in <kind>',
  description:
    "who reads the tenant (default: the application AZURE_CLIENT_ID where GitHub, Azure DevOps or AZURE_FEDERATED_TOKEN_FILE vouches for it, else the Azure CLI's person)",
  choices: ['azure-cli', 'workload-identity', 'managed-identity'],
};

/** Which customers are judged, by which facts and rules. */
const judged: readonly OptionSpec[] = [
  all,
  select,
  { flags: '--facts <file>', description: 'recorded facts of the tenant (default: facts.json beside customer.yaml)' },
  { flags: '--live', description: 'read the tenant now instead of a file' },
  signIn,
  { flags: '--rule-set <id>', description: "instead of the customer's own rule set", choices: ['preview-2022', 'ga-2023', 'mdr-2026'] },
];

const queueAddress: OptionSpec = { flags: '--queue <url>', description: 'queue of jobs (default: MXDR_QUEUE_URL)' };

const environment = { ...out('folder of the stacks, their plans and logs'), default: 'out/environment' };
const stack: OptionSpec = { flags: '--stack <stack>', description: 'one stack only', choices: ['access', 'service', 'connectors'] };
const timeout: OptionSpec = {
  flags: '--timeout <minutes>',
  description: 'for planning one stack, and again for applying it',
  default: '60',
};
const fleet: readonly OptionSpec[] = [
  { flags: '--operations', description: "the operator's own platform as well, or alone when no customer is named" },
  all,
  select,
  stack,
  environment,
  { flags: '--parallel <count>', description: 'customers worked on at the same time', default: '4' },
  timeout,
];
const allowDestroy: readonly OptionSpec[] = [
  { flags: '--allow-destroy', description: 'rules, data and access may be destroyed or replaced' },
  { flags: '--allow-destroy-of <list>', description: 'only these: addresses or types, separated by commas' },
];
const agree: OptionSpec = { flags: '--yes', description: 'apply without asking, e.g. in CI' };
const resume: OptionSpec = { flags: '--resume', description: 'leave out what the last run finished and has not changed since' };

/** Which reports of a schedule are looked at, and where they lie. */
const scheduleWindow: readonly OptionSpec[] = [
  {
    flags: '--since <instant>',
    description: 'in UTC, e.g. 2026-10-01: earlier ones are told, not caught up (default: 35 days before --until)',
  },
  { flags: '--until <instant>', description: 'in UTC, exclusive (default: now)' },
  { ...out('folder of the reports'), default: 'out/reports' },
];

/** Command of one of the customers' ledgers. */
const ledger = (name: LedgerName, summary: string, example: string): CommandSpec => ({
  name,
  summary: `${summary}: list, add, update`,
  args: [
    { name: '<customer>', description: 'customer, by id' },
    { name: '[action]', description: 'list, add or update (default: list)' },
    { name: '[entry]', description: 'id of the entry (add: default from month and title)' },
  ],
  options: ledgerOptions(name),
  examples: [`mxdr ${name} contoso`, `mxdr ${name} contoso ${example}`],
  load: async () => ({ run: (await import('./commands/ledger.ts')).createLedgerCommand(name) }),
});

export const commandTable: readonly CommandSpec[] = [
  {
    name: 'demo',
    summary: 'the whole product on a simulated tenant: check, synth, rule tests, report',
    args: [],
    options: [
      { ...out('folder for everything that is made'), default: 'out' },
      { flags: '--period <period>', description: 'month of the report, e.g. 2026-10 (default: the last complete month)' },
      { flags: '--scale <factor>', description: 'size of the simulated tenant; 1 is about 1,200 users', default: '1' },
      { flags: '--no-pdf', description: 'leave the PDF out, e.g. where there is no browser' },
    ],
    examples: ['mxdr demo --out out'],
    load: () => import('./commands/demo.ts'),
  },
  {
    name: 'doctor',
    summary: 'what this machine has and lacks, with the command that mends it',
    args: [],
    options: [],
    examples: ['mxdr doctor', 'mxdr doctor --json'],
    load: () => import('./commands/doctor.ts'),
  },
  {
    name: 'init',
    summary: 'make a new customer folder; never overwrites',
    args: [{ name: '[id]', description: 'id of the customer: lower-case letters, digits, hyphens' }],
    options: [
      { flags: '--name <name>', description: 'name on reports' },
      { flags: '--tenant-id <guid>', description: 'Entra tenant id' },
      { flags: '--subscription-id <guid>', description: 'Azure subscription of the workspace' },
      { flags: '--domain <domain>', description: 'primary domain' },
      { flags: '--region <region>', description: 'Azure region, e.g. westeurope' },
      { flags: '--time-zone <zone>', description: 'IANA time zone, e.g. Europe/Amsterdam' },
      { flags: '--seats <count>', description: 'licensed users in scope' },
      { flags: '--contact-name <name>', description: 'incident contact' },
      { flags: '--contact-email <email>', description: 'incident contact' },
      { flags: '--contact-phone <number>', description: 'incident contact, international form' },
    ],
    examples: ['mxdr init', 'mxdr init adatum --name "Adatum Corporation" --tenant-id … --subscription-id …'],
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'validate',
    summary: 'every customer, rule and report: all problems at once, each with file:line:column',
    args: [ids],
    options: [],
    examples: ['mxdr validate', 'mxdr validate contoso'],
    load: () => import('./commands/validate.ts'),
  },
  {
    name: 'facts',
    summary: "reads a tenant's licences and configuration, with read-only permissions, into a file that can be reviewed and judged",
    args: [{ name: '<id>', description: 'customer, by id' }],
    options: [
      { flags: '--out <file>', description: 'file to write, e.g. customers/contoso/facts.json' },
      { flags: '--redact', description: 'pseudonyms instead of the names of users and devices' },
      signIn,
    ],
    examples: ['mxdr facts contoso --out customers/contoso/facts.json', 'mxdr facts contoso --redact --out facts.json'],
    load: () => import('./commands/facts.ts'),
  },
  {
    name: 'check',
    summary: 'prerequisites: may this customer be served, and what is missing',
    args: [ids],
    options: [
      ...judged,
      {
        flags: '--format <format>',
        description: 'form of the result',
        choices: ['table', 'json', 'junit', 'sarif', 'markdown', 'html'],
        default: 'table',
      },
      { flags: '--compare <file>', description: 'what changed since an earlier run: its result, written with --format json' },
      { flags: '--out <file>', description: 'write the result to a file as well' },
    ],
    examples: [
      'mxdr check contoso',
      'mxdr check contoso --live',
      'mxdr check --all --format junit --out check.xml',
      'mxdr check contoso --compare last-month.json',
    ],
    load: () => import('./commands/check.ts'),
  },
  {
    name: 'readiness',
    summary: 'what is to be done before the service starts, by whom until when, and how it went since earlier checks',
    args: [ids],
    options: [
      ...judged,
      {
        flags: '--history <dir>',
        description: 'folder of earlier results, written by "mxdr check --format json" (default: checks/ beside customer.yaml)',
      },
      { flags: '--format <format>', description: 'form of the result', choices: ['table', 'json', 'markdown'], default: 'table' },
      { flags: '--out <file>', description: 'write the result to a file as well' },
    ],
    examples: ['mxdr readiness contoso', 'mxdr readiness contoso --history results/ --format markdown'],
    load: () => import('./commands/readiness.ts'),
  },
  {
    name: 'synth',
    summary: "a customer's environment as Terraform JSON, one stack a folder",
    args: [ids],
    options: [
      all,
      select,
      { flags: '--operations', description: "the operator's own platform as well, or alone when no customer is named" },
      { ...out('folder for the stacks'), default: 'out/environment' },
    ],
    examples: ['mxdr synth contoso --out out/environment', 'mxdr synth --operations'],
    load: () => import('./commands/synth.ts'),
  },
  {
    name: 'prices',
    summary: "Azure's public list prices of every region, for the cost estimates of synth; needs no sign-in",
    args: [],
    options: [
      { flags: '--currency <code>', description: 'currency of the prices; Azure fixes them in USD and converts', default: 'USD' },
      { flags: '--out <file>', description: "price table to replace (default: the product's own, stacks/content/prices.yaml)" },
      { flags: '--from <address>', description: 'another address that answers like the list, e.g. a mirror' },
    ],
    examples: ['mxdr prices', 'mxdr prices --currency EUR'],
    load: () => import('./commands/prices.ts'),
  },
  {
    name: 'consent',
    summary: "what a customer's administrator reads, signs and runs: access in words, templates, calls, revocation",
    args: [ids],
    options: [
      all,
      select,
      { flags: '--date <day>', description: 'day of issue, e.g. 2026-11-26 (default: today, in UTC)' },
      { ...out('folder for the packs, one folder a customer'), default: 'out/consent' },
    ],
    examples: ['mxdr consent contoso --out out/consent', 'mxdr consent contoso --date 2026-11-26'],
    load: () => import('./commands/consent.ts'),
  },
  {
    name: 'plan',
    summary: 'what would change in Azure, stack by stack; changes nothing',
    args: [ids],
    options: [...fleet, ...allowDestroy],
    examples: ['mxdr plan contoso', 'mxdr plan --all --parallel 8 --json'],
    load: () => import('./commands/plan.ts'),
  },
  {
    name: 'deploy',
    summary: 'plan, show, ask, and apply exactly what was shown: access, service, connectors',
    args: [ids],
    options: [
      ...fleet,
      ...allowDestroy,
      agree,
      resume,
      { flags: '--planned', description: 'apply the plans that "mxdr plan" stored' },
      { flags: '--wave <wave>', description: 'only the customers of this wave', choices: ['canary', 'early', 'rest'] },
      { flags: '--waves', description: 'canary, then a tenth, then the rest' },
      { flags: '--stop-at <percent>', description: 'no further wave when more than this part of one failed', default: '10' },
    ],
    examples: ['mxdr deploy contoso', 'mxdr deploy --all --waves --yes', 'mxdr deploy --all --yes --resume'],
    load: () => import('./commands/deploy.ts'),
  },
  {
    name: 'drift',
    summary: 'does Azure still look as the configuration says',
    args: [ids],
    options: fleet,
    examples: ['mxdr drift --all', 'mxdr drift contoso --stack service --json'],
    load: () => import('./commands/drift.ts'),
  },
  {
    name: 'destroy',
    summary: 'take stacks away, backwards; to take leave of a customer use offboard',
    args: [ids],
    options: [...fleet, ...allowDestroy, agree, resume],
    examples: ['mxdr destroy adatum --allow-destroy'],
    load: () => import('./commands/destroy.ts'),
  },
  {
    name: 'offboard',
    summary: 'take leave of a customer: the steps and their dates; with --run, the stacks go and a record is kept',
    args: [{ name: '<id>', description: 'customer, by id' }],
    options: [
      { flags: '--run', description: 'plan, show, ask, and take the stacks away' },
      { flags: '--delete-workspace', description: "the workspace with all its logs as well: only on the customer's instruction" },
      {
        flags: '--ended-on <date>',
        description: "first day without service, which starts the retention clock (default: today, at the customer's)",
      },
      { flags: '--because <reason>', description: 'termination: data goes in 30 days; expiry: in 90', choices: ['termination', 'expiry'] },
      environment,
      timeout,
      agree,
    ],
    examples: ['mxdr offboard adatum', 'mxdr offboard adatum --run --ended-on 2026-10-31'],
    load: () => import('./commands/offboard.ts'),
  },
  {
    name: 'rules validate',
    summary: 'analytics rules: structure, limits, ATT&CK, KQL, mapped columns',
    args: [
      {
        name: '[path...]',
        description: "rule files, folders or .jsonl files of Azure-Sentinel rules (default: the product's own content)",
      },
    ],
    options: [{ flags: '--sarif <file>', description: 'write the findings in SARIF 2.1.0 as well, for code-scanning views' }],
    examples: ['mxdr rules validate', 'mxdr rules validate my-rules/ --sarif out/rules.sarif'],
    load: () => import('./commands/rules-validate.ts'),
  },
  {
    name: 'rules lock',
    summary: 'give every new version of a rule its entry in rules.lock.json; a change without a new version is an error',
    args: [],
    options: [{ flags: '--check', description: 'write nothing; fail where a rule is not as the lock says' }],
    examples: ['mxdr rules lock', 'mxdr rules lock --check'],
    load: () => import('./commands/rules-lock.ts'),
  },
  {
    name: 'rules list',
    summary: 'rules with version, age, owner and tuning; as one customer has them; or one rule with its query and history',
    args: [{ name: '[customer-or-rule]', description: 'id of a customer, or of a rule (default: every rule of the content)' }],
    options: [],
    examples: ['mxdr rules list', 'mxdr rules list contoso', 'mxdr rules list 9d41e6b3-27fa-4c0d-8e5b-71c3f5a0d6c3'],
    load: () => import('./commands/rules-list.ts'),
  },
  {
    name: 'rules coverage',
    summary: "what a customer's rules cover of ATT&CK: deployed, tested, has data, fired, and the gaps by data source",
    args: [{ name: '<customer>', description: 'customer, by id' }],
    options: [
      { flags: '--format <format>', description: 'form of the result', choices: ['table', 'navigator', 'html', 'json'], default: 'table' },
      { flags: '--out <file>', description: 'write it to a file (default: to the terminal)' },
      { flags: '--local <dir>', description: 'look at the data and alerts of a folder of local tables' },
      { flags: '--live', description: "look at the data and alerts of the customer's workspace" },
      { flags: '--period <period>', description: 'what is looked at (default: the last complete month)' },
    ],
    examples: [
      'mxdr rules coverage contoso',
      'mxdr rules coverage contoso --local out/tenant --format html --out out/coverage.html',
      'mxdr rules coverage contoso --format navigator --out out/layer.json',
    ],
    load: () => import('./commands/rules-coverage.ts'),
  },
  {
    name: 'rules docs',
    summary: 'a page for every rule, in HTML and Markdown, with an index; of a customer, as the customer has them',
    args: [{ name: '[customer]', description: 'customer, by id (default: the content as it is)' }],
    options: [
      { ...out('folder for the pages'), default: 'out/rules' },
      {
        flags: '--audience <audience>',
        description: 'customers do not see query and tests',
        choices: ['analyst', 'customer'],
        default: 'analyst',
      },
    ],
    examples: ['mxdr rules docs --out out/rules', 'mxdr rules docs contoso --audience customer --out out/rules-contoso'],
    load: () => import('./commands/rules-docs.ts'),
  },
  {
    name: 'rules import',
    summary: 'rules of Azure-Sentinel into our content; Sigma is refused, as no maintained converter to KQL exists for Node.js',
    args: [{ name: '<path...>', description: 'rule files, folders or .jsonl files of Azure-Sentinel rules, unmodified' }],
    options: [
      { flags: '--to <folder>', description: 'folder to write to; nothing in it is overwritten' },
      { flags: '--into <folder>', description: 'the same as --to' },
      { flags: '--fix', description: 'apply the safe mends, and list each of them' },
    ],
    examples: ['mxdr rules import Azure-Sentinel/Detections/SigninLogs --to stacks/content/rules --fix'],
    load: () => import('./commands/rules-import.ts'),
  },
  {
    name: 'rules test',
    summary: 'try rules on their own cases, a benign month and attacks',
    args: [{ name: '[path...]', description: "rule files or folders (default: the product's own content)" }],
    options: [
      { flags: '--only <rules>', description: 'ids or files of the rules to try, with commas between' },
      { flags: '--cases', description: "only the rules' own cases: no benign month, no attacks" },
      { flags: '--junit <file>', description: 'also write the outcome as JUnit XML' },
    ],
    examples: ['mxdr rules test', 'mxdr rules test --only impact_recovery-disabled', 'mxdr rules test my-rules/ --cases'],
    load: () => import('./commands/rules-test.ts'),
  },
  {
    name: 'query',
    summary: "KQL on a customer's workspace or on local tables",
    args: [
      { name: '[id]', description: 'customer whose workspace answers; leave out with --local' },
      { name: '[kql]', description: 'the query' },
    ],
    options: [
      local,
      { flags: '--file <file>', description: 'read the query from a file' },
      { flags: '--batch <file>', description: 'JSON lines {"id","query"}; one answer line each, in order' },
      { flags: '--empty-tables', description: 'known tables exist and are empty: shows whether queries run' },
      { flags: '--from <instant>', description: 'first instant of TimeGenerated, ISO 8601' },
      { flags: '--to <instant>', description: 'end of TimeGenerated, exclusive, ISO 8601' },
      {
        flags: '--period <period>',
        description: "2026-10, 2026-Q3, 2026-W45 or 2026-10-01..2026-11-01, in the customer's time zone (UTC without a customer)",
      },
      { flags: '--now <instant>', description: 'what now() and ago() take as the present' },
      { flags: '--format <format>', description: 'form of the answer', choices: ['table', 'json', 'ndjson', 'csv'], default: 'table' },
      { flags: '--explain', description: 'show the plan instead of running it' },
    ],
    examples: [
      'mxdr query --local out/tenant "SigninLogs | summarize count() by ResultType"',
      'mxdr query contoso "SecurityIncident | count" --period 2026-10',
    ],
    load: () => import('./commands/query.ts'),
  },
  {
    name: 'schedule list',
    summary: "what comes next by the customers' schedules, in the customer's time and in yours",
    args: [ids],
    options: [
      all,
      select,
      { flags: '--next <count>', description: 'how many reports', default: '10' },
      { flags: '--format <format>', description: 'ics: a calendar to subscribe to', choices: ['table', 'ics'], default: 'table' },
    ],
    examples: ['mxdr schedule list --all', 'mxdr schedule list contoso --next 20', 'mxdr schedule list --all --format ics'],
    load: () => import('./commands/schedule-list.ts'),
  },
  {
    name: 'schedule due',
    summary: 'reports that have become due and are not there: what is there is proven by its manifest',
    args: [ids],
    options: [
      all,
      select,
      ...scheduleWindow,
      { flags: '--format <format>', description: 'ndjson: one job a line, for the queue', choices: ['table', 'ndjson'], default: 'table' },
    ],
    examples: ['mxdr schedule due --all', 'mxdr schedule due --all --since 2026-10-01', 'mxdr schedule due --all --format ndjson'],
    load: () => import('./commands/schedule-due.ts'),
  },
  {
    name: 'schedule run',
    summary: 'makes what is due, as "mxdr report" makes it: for cron, once an hour',
    args: [ids],
    options: [
      all,
      select,
      ...scheduleWindow,
      { flags: '--limit <count>', description: 'most reports of one run; the others are left for the next', default: '100' },
      {
        flags: '--local <dir>',
        description: 'local tables instead of Azure; for several customers a folder with a folder of tables for each, by id',
      },
      { flags: '--redaction-key <file>', description: 'with it a name has the same pseudonym in every report of the customer' },
    ],
    examples: ['mxdr schedule run --all', 'mxdr schedule run contoso --local out/tenant'],
    load: () => import('./commands/schedule-run.ts'),
  },
  {
    name: 'report',
    summary: 'reports for customers and a period',
    args: [ids],
    options: [
      all,
      select,
      { flags: '--report <name>', description: 'folder in reports/', default: 'service-review' },
      {
        flags: '--period <period>',
        description: "2026-10, 2026-Q3, 2026-W45 or 2026-10-01..2026-11-01, in the customer's time zone (default: the last complete month)",
      },
      { flags: '--watch', description: 'show the report in a browser of this machine, and make it again whenever its files change' },
      { flags: '--port <number>', description: 'of the preview (default: any that is free)' },
      { flags: '--incident <number>', description: 'for a report about one incident: its number in Sentinel' },
      {
        flags: '--format <list>',
        description:
          'separated by commas: html, pdf, pptx (slides that can be edited), json (numbers for machines), csv (all rows behind the report), eml (a mail with the PDF), teams (a card); sending them is for your own systems (default: html,pdf; of a deck: pptx,html,pdf,json)',
      },
      {
        flags: '--local <dir>',
        description: 'local tables instead of Azure; for several customers a folder with a folder of tables for each, by id',
      },
      {
        flags: '--no-attachments',
        description: 'leave the rows behind the report out of the PDF, e.g. where mail gateways refuse files in files',
      },
      {
        flags: '--redact <kinds>',
        description: 'pseudonyms instead of names: all, or some of users, hosts, addresses, separated by commas; into a folder of its own',
      },
      {
        flags: '--redaction-key <file>',
        description: 'with it a name has the same pseudonym in every report of the customer (default: pseudonyms of this report alone)',
      },
      { flags: '--facts <file>', description: 'readiness: recorded facts of the tenant (default: facts.json beside customer.yaml)' },
      { flags: '--history <dir>', description: 'readiness: folder of earlier results (default: checks/ beside customer.yaml)' },
      { flags: '--parallel <count>', description: 'customers whose workspaces are asked at the same time', default: '2' },
      { flags: '--printers <count>', description: 'reports drawn and printed at the same time (default: one per core, 4 at most)' },
      {
        flags: '--resume',
        description: 'leave out customers whose report is there already, complete, as asked and proven by its manifest',
      },
      {
        flags: '--shard <i/n>',
        description: 'one of n parts of the fleet, such as 2/8, for as many jobs; "mxdr report join" joins their records',
      },
      { ...out('folder for the documents, and for fleet.json: what became of every customer'), default: 'out/reports' },
    ],
    examples: [
      'mxdr report contoso --report service-review --period 2026-10 --local out/tenant',
      'mxdr report contoso --report readiness',
      'mxdr report --all --period 2026-10 --local tenants',
      'mxdr report --all --period 2026-10 --shard 2/8 --resume',
      'mxdr report contoso --format pdf,csv,eml,teams',
      'mxdr report contoso --report incident --incident 3013 --local out/tenant',
      'mxdr report contoso --redact all --redaction-key redaction.key',
    ],
    load: () => import('./commands/report.ts'),
  },
  {
    name: 'report new',
    summary: 'a copy of a report to change, in a folder of its own',
    args: [{ name: '<name>', description: 'folder and id of the new report' }],
    options: [{ flags: '--from <report>', description: 'report that is copied', default: 'service-review' }],
    examples: ['mxdr report new noise-review --from weekly-operations'],
    load: () => import('./commands/report-new.ts'),
  },
  {
    name: 'report join',
    summary: 'one record of a fleet, fleet.json, from the records of its shards',
    args: [{ name: '<folder>', description: 'with fleet-1-of-8.json and so on: --out of the shards, brought together' }],
    options: [],
    examples: ['mxdr report join out/reports'],
    load: () => import('./commands/report-join.ts'),
  },
  {
    name: 'report verify',
    summary: 'whether the files of reports are as they were issued, by the manifest beside them',
    args: [{ name: '<path...>', description: 'file of a report, or folder of reports' }],
    options: [],
    examples: ['mxdr report verify out/reports/contoso/2026-10', 'mxdr report verify service-review.pdf --json'],
    load: () => import('./commands/report-verify.ts'),
  },
  ledger(
    'recommendations',
    'what the customer was advised to do, and what became of it',
    'update 2026-10-legacy-authentication --status done --note "No sign-in left"',
  ),
  ledger('hunts', 'every hunt, also those that found nothing', 'add --title "Device code sign-ins" --status planned'),
  ledger(
    'questions',
    'questions to the experts, and the credits that are left',
    'add --title "Odd PowerShell on a server" --by "Daan Bakker"',
  ),
  ledger('decisions', 'what is to be decided, by whom, and what was', 'add --title "May servers be isolated?" --owner "Sanne Visser"'),
  ledger('service-events', 'outages and changes of the service', 'update 2026-10-outage --status over --ended 2026-10-05T11:00:00Z'),
  ledger('check-ins', 'when the service and the customer met', 'add --title "Monthly check-in" --date 2026-11-10'),
  {
    name: 'simulate',
    summary: "the sample tenant's tables and facts, with the truth beside them",
    args: [],
    options: [
      { ...out('folder for the tables'), default: 'out/tenant' },
      { flags: '--months <count>', description: 'complete months, ending with the last one', default: '3' },
      { flags: '--until <month>', description: 'last month, e.g. 2026-10 (default: the last complete month)' },
      { flags: '--customer <id>', description: 'whose tenant to imitate: name, domain, time zone', default: 'contoso' },
      { flags: '--scale <factor>', description: '1 is about 1,200 users', default: '1' },
      { flags: '--seed <text>', description: 'the same seed makes the same bytes', default: 'mxdr' },
      { flags: '--format <format>', description: 'form of the tables', choices: ['ndjson', 'csv'], default: 'ndjson' },
    ],
    examples: ['mxdr simulate --out out/tenant --months 3'],
    load: () => import('./commands/simulate.ts'),
  },
  {
    name: 'workspace serve',
    summary: 'local tables behind the query API of Log Analytics and Azure Data Explorer, on this machine, until it is stopped',
    args: [],
    options: [
      { flags: '--local <dir>', description: 'folder of tables' },
      { flags: '--port <number>', description: 'port to listen on (default: any that is free)' },
      { flags: '--host <address>', description: 'address of this machine to listen on', default: '127.0.0.1' },
      {
        flags: '--files <dir>',
        description: 'where certificate, token and assertion are put, readable by you alone (default: a new temporary folder)',
      },
      { flags: '--workspace-id <guid>', description: 'its workspace id', default: '22222222-2222-4222-8222-222222222222' },
      { flags: '--tenant-id <guid>', description: 'tenant whose tokens open it', default: '33333333-3333-4333-8333-333333333333' },
      { flags: '--now <instant>', description: 'the time by which now() and a timespan such as P1D count (default: the clock)' },
      {
        flags: '--fail <list>',
        description: 'queries that go wrong, as kind[:first[:count]]: throttled:3:2,denied:9 (a wrong kind lists them all)',
      },
      { flags: '--concurrent <count>', description: 'queries that run at the same time (default: 5, as the service)' },
      { flags: '--per-window <count>', description: 'queries within a window (default: 200, as the service)' },
      { flags: '--window <seconds>', description: 'length of the window (default: 30, as the service)' },
      {
        flags: '--retry-after <form>',
        description: 'how a refusal says when to come back',
        choices: ['seconds', 'date', 'absent'],
        default: 'seconds',
      },
    ],
    examples: ['mxdr workspace serve --local out/tenant', 'mxdr workspace serve --local out/tenant --port 8443 --fail throttled:3:2'],
    load: () => import('./commands/workspace-serve.ts'),
  },
  {
    name: 'worker',
    summary: 'make the reports that a queue asks for, until it is told to stop; enqueue puts them in',
    args: [],
    options: [
      queueAddress,
      { flags: '--poison-queue <url>', description: 'queue for what cannot be worked (default: MXDR_POISON_QUEUE_URL)' },
      {
        flags: '--archive <url>',
        description: 'container of blobs that keeps the reports (default: MXDR_ARCHIVE_URL_<REGION>, of the region of the customer)',
      },
      { flags: '--drain', description: 'end when nothing is left to take, e.g. in a job that a schedule starts' },
      { flags: '--max-jobs <count>', description: 'end after so many jobs (default: no limit)' },
      { flags: '--take-for <minutes>', description: 'take nothing new after this time (default: no limit)' },
      { flags: '--parallel <count>', description: 'jobs worked on at the same time', default: '1' },
      {
        flags: '--hide <seconds>',
        description: 'time that a job is hidden from other workers, renewed while it is worked on',
        default: '300',
      },
      { flags: '--max-tries <count>', description: 'tries after which a job is set aside', default: '5' },
      {
        flags: '--grace <seconds>',
        description: 'for what is begun when the worker is told to stop; then it is given back. Container Apps kills after 30',
        default: '20',
      },
      { flags: '--local <dir>', description: 'a folder with a folder of local tables for each customer, instead of Azure' },
      {
        flags: '--redaction-key <file>',
        description: 'with it a name has the same pseudonym in every report of the customer that leaves names out',
      },
    ],
    examples: [
      'mxdr worker --drain',
      'mxdr worker --queue https://<account>.queue.core.windows.net/report-jobs --poison-queue https://… --archive https://…',
    ],
    load: () => import('./commands/worker.ts'),
  },
  {
    name: 'worker enqueue',
    summary: 'put reports into the queue, for workers to make',
    args: [ids],
    options: [
      all,
      select,
      queueAddress,
      { flags: '--from <file>', description: 'jobs as JSON, one a line, e.g. from "mxdr schedule due"; - for standard input' },
      { flags: '--report <name>', description: 'folder in reports/', default: 'service-review' },
      { flags: '--period <period>', description: "as of mxdr report, in the customer's time zone (default: the last complete month)" },
      { flags: '--incident <number>', description: 'for a report about one incident: its number in Sentinel' },
      { flags: '--format <list>', description: 'as of mxdr report, with the same default' },
      { flags: '--as-of <instant>', description: "rows recorded later are not looked at (default: the period's end)" },
      { flags: '--redact <kinds>', description: 'pseudonyms instead of names: all, or some of users, hosts, addresses' },
      { flags: '--no-attachments', description: 'leave the rows behind the report out of the PDF' },
      { flags: '--edition <number>', description: 'counts up where a report that was issued is to be issued again', default: '1' },
      { flags: '--dry-run', description: 'print the jobs, put nothing in' },
    ],
    examples: [
      'mxdr worker enqueue --all --period 2026-10',
      'mxdr worker enqueue --from due.ndjson',
      'mxdr worker enqueue contoso --report service-review --period 2026-10 --edition 2',
    ],
    load: () => import('./commands/worker-enqueue.ts'),
  },
  {
    name: 'completion',
    summary: 'shell completion',
    args: [{ name: '<shell>', description: 'bash, zsh, fish or pwsh' }],
    options: [],
    examples: ['source <(mxdr completion bash)'],
    load: async () => ({ run: (await import('./commands/completion.ts')).createCompletion(commandTable) }),
  },
];

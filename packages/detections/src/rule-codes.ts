import type { ProblemSeverity } from '@mxdr/core';

/** What a code of the validator means, for its page, its help and code-scanning views. */
export interface RuleCode {
  /** Severity where nothing special applies. */
  readonly severity: ProblemSeverity;
  readonly title: string;
  readonly why: string;
  readonly mend: string;
}

/** Every code that looking at rules can give, beside those of reading YAML. Codes never change their meaning. */
export const ruleCodes = {
  'MXDR-RULE-ASCII': {
    severity: 'error',
    title: 'A character that is not ASCII',
    why: 'Content of Sentinel is ASCII. Typographic quotes and dashes come from word processors, and a quote of that kind inside a query ends no text.',
    mend: 'Write the plain character. `mxdr rules import --fix` replaces quotes, dashes and spaces.',
  },
  'MXDR-RULE-KIND': {
    severity: 'error',
    title: 'An unknown kind of rule',
    why: 'Only `Scheduled` and `NRT` rules can be deployed from a file. Fusion and rules that pass on incidents of Microsoft are switches of a customer.',
    mend: 'Write `Scheduled` or `NRT`, or use `microsoftRules` in customer.yaml.',
  },
  'MXDR-RULE-SEVERITY': {
    severity: 'error',
    title: 'An unknown severity',
    why: 'The API takes High, Medium, Low and Informational in this spelling.',
    mend: 'Write one of the four.',
  },
  'MXDR-RULE-TEXT': {
    severity: 'error',
    title: 'A text that is too long',
    why: 'A name has at most 256 characters, a description at most 5,000; Azure refuses longer ones at apply, after other rules were changed.',
    mend: 'Shorten it; guidance belongs into triage and response.',
  },
  'MXDR-RULE-VERSION': {
    severity: 'error',
    title: 'A version that is not three numbers',
    why: 'Tuning and the lock file compare versions. Two numbers or a leading v cannot be compared.',
    mend: 'Write `1.0.0`. Raise the last number for texts, the middle one for tuning, the first one for behaviour.',
  },
  'MXDR-RULE-DURATION': {
    severity: 'error',
    title: 'A duration that Azure does not take',
    why: 'Frequency and period lie between 5 minutes and 14 days. A value that is left out becomes five hours without a word.',
    mend: 'Write 20m, 1h, 14d, hh:mm:ss or ISO 8601.',
  },
  'MXDR-RULE-TIMING': {
    severity: 'error',
    title: 'Times that contradict each other',
    why: 'A period shorter than the frequency never looks at the rows between two runs; a period of two days or more needs a frequency of one hour or more; a pause shorter than the frequency never pauses. Terraform accepts all of them, and Azure refuses at apply or never.',
    mend: 'Change the one that was meant otherwise.',
  },
  'MXDR-RULE-TRIGGER': {
    severity: 'error',
    title: 'A trigger that is incomplete',
    why: 'Without operator and threshold, or beyond 10,000, nobody knows when the rule alerts.',
    mend: 'Write `triggerOperator: gt` and `triggerThreshold: 0`, and count in the query.',
  },
  'MXDR-RULE-TACTIC': {
    severity: 'error',
    title: 'A tactic that Sentinel does not take',
    why: 'The API knows 17 names in one spelling.',
    mend: 'Take the spelling from the message. `mxdr rules import --fix` mends the case.',
  },
  'MXDR-RULE-TECHNIQUE': {
    severity: 'error',
    title: 'A technique that ATT&CK does not hold',
    why: 'It was mistyped, revoked, or became a sub-technique of another. Coverage would count what is not there.',
    mend: 'Look it up at attack.mitre.org and write its present number.',
  },
  'MXDR-RULE-TECHNIQUE-NEWER': {
    severity: 'hint',
    title: 'A technique beyond the known release',
    why: 'Its number is higher than any of the release that is known here, so nothing can be said about it.',
    mend: 'Make sure that it exists.',
  },
  'MXDR-RULE-TECHNIQUE-TACTIC': {
    severity: 'error',
    title: 'A technique without one of its tactics',
    why: 'A technique belongs to one or more tactics. When the rule lists none of them, either is wrong.',
    mend: 'Add a tactic of the technique, or correct the technique.',
  },
  'MXDR-RULE-CONNECTORS': {
    severity: 'error',
    title: 'No connectors are named',
    why: 'A scheduled rule says which connectors and tables it needs, so that its readiness can be told for each customer.',
    mend: 'Write `requiredDataConnectors` with the tables, or `[]` when none is needed.',
  },
  'MXDR-RULE-ENTITY': {
    severity: 'error',
    title: 'An entity that cannot be mapped',
    why: 'Each type of entity has its identifiers, and at least one set of them must be there to tell two entities apart. Sentinel drops what it cannot tell apart, and the incident has no entity.',
    mend: 'Take a type and identifiers from the message.',
  },
  'MXDR-RULE-ACCOUNT': {
    severity: 'hint',
    title: 'An account by its name alone',
    why: 'Since July 2026 the name of an account holds only what stands before the @. Two domains may share it, and entities of different people become one.',
    mend: 'Map `UPNSuffix` or `NTDomain` beside it, or `AadUserId`.',
  },
  'MXDR-RULE-CUSTOM-DETAIL': {
    severity: 'error',
    title: 'A custom detail that Sentinel does not take',
    why: 'At most 20 details, each with a name of 1 to 20 letters, digits and underscores, and the name of a column.',
    mend: 'Shorten the name; keep the details that an analyst needs first.',
  },
  'MXDR-RULE-OVERRIDE': {
    severity: 'error',
    title: 'Alert details that Sentinel does not take',
    why: 'A name or description takes at most three columns. Overriding ProductName makes the Defender portal drop the alerts.',
    mend: 'Put further columns into customDetails.',
  },
  'MXDR-RULE-GROUPING': {
    severity: 'error',
    title: 'Grouping that cannot work',
    why: 'Incidents can be grouped only by entities and details that the rule maps, within 5 minutes to 7 days.',
    mend: 'Map what is grouped by, or group by what is mapped.',
  },
  'MXDR-RULE-QUERY': {
    severity: 'error',
    title: 'A query that Sentinel refuses',
    why: '`search *`, `union *`, more than 10,000 characters, or a call that reaches into another workspace: a rule sees one customer only, and one that reaches further stops when its author loses access.',
    mend: 'Name the tables; move a part into a saved function.',
  },
  'MXDR-RULE-KQL': {
    severity: 'error',
    title: 'A query that does not bind',
    why: "Microsoft's own parser objects, with its code in brackets, or the query names a table or function that nobody knows. Azure would refuse the rule at apply.",
    mend: 'Mend the place that the message names; try it with `mxdr query`.',
  },
  'MXDR-RULE-UNVERIFIED': {
    severity: 'hint',
    title: "A name that only the customer's workspace knows",
    why: 'Custom tables, parsers and saved functions are not in the public schemas. What comes from them was taken as good, so neither their columns nor what depends on them were checked.',
    mend: 'Make sure that the workspace has them; deploy the rule after them.',
  },
  'MXDR-RULE-COLUMN': {
    severity: 'error',
    title: 'A column that the query does not output',
    why: "An entity, a custom detail or the alert's text names a column that the result does not have. Azure accepts it, and the entity or detail stays empty.",
    mend: 'Keep the column to the end of the query, or name the one that is there.',
  },
  'MXDR-RULE-TABLE': {
    severity: 'warning',
    title: 'A table that no connector is named for',
    why: 'The query reads a table that requiredDataConnectors does not name, so that nobody can tell whether a customer has the data.',
    mend: 'Add it under `dataTypes` of its connector.',
  },
  'MXDR-RULE-LOOK-BACK': {
    severity: 'warning',
    title: 'A look back beyond the period',
    why: 'Sentinel gives a rule the rows of its queryPeriod only. `ago()` of more than that finds nothing in the part beyond, without an error: a baseline of 14 days is then one of an hour.',
    mend: 'Raise queryPeriod (at most 14 days), or look back less. The cost grows with the period.',
  },
  'MXDR-RULE-JOIN': {
    severity: 'hint',
    title: 'A join that no time bounds',
    why: 'The right side of the join reads a table over the whole period at every run. The cost grows with both sides.',
    mend: 'Bound it by TimeGenerated, or summarize it before the join.',
  },
  'MXDR-RULE-CONTAINS': {
    severity: 'hint',
    title: 'A search inside of words on a large table',
    why: '`contains` reads the text of every row; the index of terms does not help. On tables of millions of rows a day this is most of the time that a rule takes.',
    mend: 'Use `has`, `has_any` or `startswith` where whole words are meant.',
  },
  'MXDR-RULE-CASE': {
    severity: 'hint',
    title: 'A comparison by tolower or toupper',
    why: 'The function makes a new text of every row, and no index helps.',
    mend: 'Compare with `=~` or `!~`.',
  },
  'MXDR-RULE-MV-EXPAND': {
    severity: 'hint',
    title: 'Rows without limit',
    why: 'mv-expand makes a row of every element. Where an attacker decides how long the list is, one event becomes thousands of rows.',
    mend: 'Filter before it, or add `limit`.',
  },
  'MXDR-RULE-EXTERNALDATA': {
    severity: 'warning',
    title: 'Data from outside',
    why: 'The file is read at every run. The rule fails when it is gone, and whoever writes the file changes the rule.',
    mend: 'Keep the list in a watchlist.',
  },
  'MXDR-RULE-NO-TIME': {
    severity: 'hint',
    title: 'Alerts without the time of the event',
    why: 'Each row becomes an alert, and without TimeGenerated the alert gets the time of the run.',
    mend: 'Keep TimeGenerated, e.g. `summarize TimeGenerated = max(TimeGenerated) by ...`.',
  },
  'MXDR-RULE-LEGACY-COLUMN': {
    severity: 'warning',
    title: 'A column that no longer makes an entity',
    why: 'Sentinel once made entities of columns such as AccountCustomEntity. Now it needs a mapping.',
    mend: 'Map the column, or leave it out.',
  },
  'MXDR-RULE-RETIRED-TABLE': {
    severity: 'warning',
    title: 'A table that gets no rows any more',
    why: 'The rule would stay silent for ever.',
    mend: 'Read the table that took its place; the columns have other names.',
  },
  'MXDR-RULE-DUPLICATE-ID': {
    severity: 'error',
    title: 'Two rules with one id',
    why: 'The second would overwrite the first. Copies of a rule in two folders drift apart.',
    mend: 'Give the newer rule a fresh GUID, or keep one file.',
  },
  'MXDR-RULE-DUPLICATE-NAME': {
    severity: 'error',
    title: 'Two rules with one name',
    why: 'Names are unique in a workspace; an analyst sees the name alone.',
    mend: 'Say what sets them apart.',
  },
  'MXDR-RULE-DUPLICATE-FILE': {
    severity: 'warning',
    title: 'Two files with one name',
    why: 'A name that is found twice sends a reader to the wrong rule.',
    mend: 'Rename one of them.',
  },
  'MXDR-RULE-LIMIT': {
    severity: 'warning',
    title: 'More rules than a workspace takes',
    why: '512 scheduled and 50 NRT rules can be enabled. The count for each customer is made at synthesis, after tuning.',
    mend: 'Disable some for the customer.',
  },
  'MXDR-RULE-GUIDANCE': {
    severity: 'error',
    title: 'Guidance is missing',
    why: 'Our own rules say why they matter, how to look and how to respond, what looks alike, what they cannot see, how many alerts they may raise, who owns them and what they cost. An imported rule is only told.',
    mend: 'Fill in the field; the rules that are there show how.',
  },
  'MXDR-RULE-FILE-NAME': {
    severity: 'error',
    title: 'A file name out of order',
    why: 'The tactic first, so that a listing of the folder is an overview of coverage.',
    mend: 'Call it `<tactic>_<behaviour>.yaml` in kebab-case.',
  },
  'MXDR-RULE-TESTS': {
    severity: 'error',
    title: 'A rule without tests in both directions',
    why: 'A rule that was never seen to fire may never fire; one that was never seen silent may never be silent.',
    mend: 'Add a test with rows that must match, and one with rows that look alike and must not.',
  },
  'MXDR-RULE-LINE': {
    severity: 'error',
    title: 'A line that holds no rule',
    why: 'Every line of a `.jsonl` file is an object with `path` and `yaml`.',
    mend: 'Mend or remove the line.',
  },
  'MXDR-RULE-DEPRECATED': {
    severity: 'warning',
    title: 'A rule that goes away',
    why: 'Its owner decided to retire it: the message says why, since when, and what takes its place.',
    mend: 'Move to the replacement, then enter the rule in retired.yaml.',
  },
  'MXDR-RULE-RETIRED': {
    severity: 'error',
    title: 'A rule that is retired and still there',
    why: 'retired.yaml says that the rule is gone. A file of the same id would be dropped from every plan without being seen.',
    mend: 'Remove the file, or take the entry out.',
  },
  'MXDR-RULE-LOCK': {
    severity: 'error',
    title: 'A change without a new version',
    why: "The content of the rule is not what rules.lock.json holds for this version. Customers' tuning and the history of the rule rely on the version.",
    mend: 'Raise the version and run `mxdr rules lock`.',
  },
  'MXDR-TUNING-RULE': {
    severity: 'error',
    title: 'Tuning of a rule that is not there',
    why: 'The id is of no rule of the content: a slip, or the rule was retired. The tuning would do nothing.',
    mend: 'Correct the id, or take the entry out.',
  },
  'MXDR-TUNING-BASE': {
    severity: 'error',
    title: 'Tuning that was made for another version',
    why: 'The base rule left the range of versions that the entry names. What was excluded may mean something else now.',
    mend: 'Read the changes, then widen `base` or change the entry.',
  },
  'MXDR-TUNING-EXPIRED': {
    severity: 'error',
    title: 'Tuning that has expired',
    why: 'An exclusion that nobody looks at again hides attacks for ever.',
    mend: 'Look at it anew: extend `expires` with a reason, or take it out.',
  },
  'MXDR-TUNING-EXPRESSION': {
    severity: 'error',
    title: 'An exclusion that is not one condition',
    why: "The expression must be one boolean expression over columns of the rule's first table: no pipe, no statement, no other table.",
    mend: 'Write one condition such as `AccountName == "svc-backup"`.',
  },
  'MXDR-TUNING-COMPOSE': {
    severity: 'error',
    title: 'Tuning that does not fit the query',
    why: 'The rule with the tuning in it does not bind, or has no table at its head where a filter could stand.',
    mend: "Name a column of the rule's first table.",
  },
  'MXDR-TUNING-VALUE': {
    severity: 'error',
    title: 'A tuned value that the rule cannot take',
    why: 'With the tuning the rule would break a limit of Azure: frequency, period or threshold.',
    mend: 'Choose a value within the limits that the message names.',
  },
} as const satisfies Readonly<Record<`MXDR-${string}`, RuleCode>>;

/** The page of one code, in Markdown. */
export function describeRuleCode(code: keyof typeof ruleCodes): string {
  const { severity, title, why, mend }: RuleCode = ruleCodes[code];
  return `# ${code}\n\n${title} (${severity}).\n\n## Why it matters\n\n${why}\n\n## What to do\n\n${mend}\n`;
}

/** The list of all codes, in Markdown, each with a link to its page. */
export function describeRuleCodes(): string {
  const rows = Object.entries<RuleCode>(ruleCodes)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { severity, title }]) => `| [${code}](${code}.md) | ${severity} | ${title} |`);
  return [
    '# What the validator of rules says',
    '',
    'An error keeps a rule from being deployed; a warning does not, but something will not work as it reads; a hint tells a cost or what could',
    'not be checked. Codes are stable. This page is generated.',
    '',
    '| Code | Severity | What it is |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

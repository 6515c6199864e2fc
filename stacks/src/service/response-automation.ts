import type { ActionPlan, AssetFamily, EnvironmentPlan, ResponseMode } from '@mxdr/core';

/** One automation rule of Sentinel, as data. */
export interface AutomationPlan {
  /** Stable, part of its GUID and its address. */
  readonly key: string;
  readonly displayName: string;
  /** 1 to 1000, the order in which Sentinel runs them. */
  readonly order: number;
  readonly triggersWhen: 'Created' | 'Updated';
  readonly conditions: readonly AutomationCondition[];
  readonly labels: readonly string[];
  readonly ownerId?: string;
  readonly tasks: readonly { readonly title: string; readonly description: string }[];
}

export type AutomationCondition =
  | {
      readonly conditionType: 'Property';
      readonly conditionProperties: {
        readonly propertyName: 'AlertProductNames' | 'IncidentRelatedAnalyticRuleIds' | 'IncidentLabel';
        readonly operator: 'Contains' | 'NotContains';
        readonly propertyValues: readonly string[];
      };
    }
  | {
      readonly conditionType: 'PropertyArrayChanged';
      readonly conditionProperties: { readonly arrayType: 'Labels'; readonly changeType: 'Added' };
    };

/** A deployed rule, as far as the response asks. */
export interface RuleForResponse {
  /** Full resource id. */
  readonly resourceId: string;
  readonly entityTypes: readonly string[];
}

/** Characters that a task's description may have. */
export const mostTaskCharacters = 3000;

/** Label of an incident that waits for the customer (docs/incident-conventions.md). */
const waitingLabel = 'Awaiting Customer Action';

/** Products, in the words of Sentinel, whose alerts are about a family. */
const productsOfFamily: Readonly<Record<AssetFamily, readonly string[]>> = {
  devices: ['Microsoft Defender Advanced Threat Protection'],
  users: ['Azure Active Directory Identity Protection', 'Azure Advanced Threat Protection', 'Microsoft Cloud App Security'],
  mail: ['Office 365 Advanced Threat Protection'],
};

const entitiesOfFamily: Readonly<Record<AssetFamily, readonly string[]>> = {
  devices: ['Host'],
  users: ['Account'],
  mail: ['MailMessage', 'Mailbox', 'MailCluster'],
};

const titles: Readonly<Record<ActionPlan['action'], string>> = {
  'isolate-device': 'Isolate the device',
  'release-device': 'Release the device from isolation',
  'restrict-app-execution': 'Restrict app execution',
  'remove-app-restriction': 'Remove the app restriction',
  'run-antivirus-scan': 'Run an antivirus scan',
  'collect-investigation-package': 'Collect an investigation package',
  'stop-and-quarantine-file': 'Stop and quarantine the file',
  'disable-user': 'Disable the user',
  'enable-user': 'Enable the user',
  'force-password-reset': 'Force a password reset',
  'soft-delete-email': 'Soft-delete the e-mail',
  'block-indicator': 'Block the indicator',
};

const instructions: Readonly<Record<ResponseMode, string>> = {
  act: 'Act at once, then write down what was done.',
  ask: 'Ask first. Act only after the customer agreed, and write down who agreed and when.',
  guide: 'Do not act. Describe the step to the customer and add the label "Awaiting Customer Action".',
  never: 'Never, not even when asked in this incident.',
};

function describeCalls(plan: EnvironmentPlan): string {
  const calls = plan.response.contacts.map(({ name, phone, email }) => `${name}, ${phone ?? email}`);
  return `Whom to ask, in this order: ${calls.join('; ')}.`;
}

function describeExclusions(plan: EnvironmentPlan, family: AssetFamily): string | undefined {
  const kind = family === 'devices' ? 'device-group' : 'user-group';
  const groups = plan.response.exclusions.filter((group) => group.kind === kind);
  if (groups.length === 0) return undefined;
  return `Only guide, whatever stands above, for members of: ${groups.map(({ name, reason }) => `${name} (${reason})`).join('; ')}.`;
}

/** One task: for every mode that occurs, the asset classes and what the analyst does; then whom to ask and whom to spare. */
function makeTask(plan: EnvironmentPlan, { action, family, modes }: ActionPlan): AutomationPlan['tasks'][number] {
  const lines = modes.map(({ mode, assets }) => `${assets.join(', ')}: ${instructions[mode]}`);
  const notes = [
    modes.some(({ mode }) => mode === 'ask') ? describeCalls(plan) : undefined,
    modes.some(({ mode }) => mode === 'act' || mode === 'ask') ? describeExclusions(plan, family) : undefined,
  ].filter((note) => note !== undefined);
  return { title: titles[action], description: [...lines, ...notes].join('\n') };
}

const contains = (
  propertyName: 'AlertProductNames' | 'IncidentRelatedAnalyticRuleIds' | 'IncidentLabel',
  propertyValues: readonly string[],
  operator: 'Contains' | 'NotContains' = 'Contains',
): AutomationCondition => ({ conditionType: 'Property', conditionProperties: { propertyName, operator, propertyValues } });

function planFamily(
  plan: EnvironmentPlan,
  family: AssetFamily,
  order: number,
  rules: readonly RuleForResponse[],
): readonly AutomationPlan[] {
  const tasks = plan.response.actions.filter((action) => action.family === family).map((action) => makeTask(plan, action));
  const products = contains('AlertProductNames', productsOfFamily[family]);
  const common = { triggersWhen: 'Created' as const, labels: [], tasks };
  const ownRules = rules
    .filter(({ entityTypes }) => entityTypes.some((type) => entitiesOfFamily[family].includes(type)))
    .map(({ resourceId }) => resourceId)
    .toSorted();
  return [
    { key: `tasks-${family}`, displayName: `mxdr: response tasks, ${family} (Defender alerts)`, order, conditions: [products], ...common },
    ...(ownRules.length === 0
      ? []
      : [
          {
            key: `tasks-${family}-rules`,
            displayName: `mxdr: response tasks, ${family} (own rules)`,
            order: order + 1,
            // Conditions are joined by and: without the second one an incident of both kinds would get every task twice.
            conditions: [
              contains('IncidentRelatedAnalyticRuleIds', ownRules),
              contains('AlertProductNames', productsOfFamily[family], 'NotContains'),
            ],
            ...common,
          },
        ]),
  ];
}

/**
 * Renders a customer's response preferences into automation rules. Sentinel cannot ask who an asset is when an incident arrives, so what
 * depends on the asset class is a task with instructions; what depends on the kind of incident is a condition. Nothing acts by itself.
 * @param rules the rules deployed to the same workspace
 */
export function planResponseAutomation(plan: EnvironmentPlan, rules: readonly RuleForResponse[]): readonly AutomationPlan[] {
  const { response } = plan;
  const waiting: readonly AutomationPlan[] =
    response.assignTo === undefined
      ? []
      : [
          {
            key: 'assign-waiting',
            displayName: 'mxdr: assign what waits for the customer',
            order: 300,
            triggersWhen: 'Updated',
            conditions: [
              { conditionType: 'PropertyArrayChanged', conditionProperties: { arrayType: 'Labels', changeType: 'Added' } },
              contains('IncidentLabel', [waitingLabel]),
            ],
            labels: [],
            ownerId: response.assignTo,
            tasks: [],
          },
        ];
  return [
    {
      key: 'mark-response-mode',
      displayName: `mxdr: mark the response mode (${response.mode})`,
      order: 100,
      triggersWhen: 'Created',
      conditions: [],
      labels: [`mxdr response: ${response.mode}`],
      tasks: [],
    },
    ...planFamily(plan, 'devices', 200, rules),
    ...planFamily(plan, 'users', 210, rules),
    ...planFamily(plan, 'mail', 220, rules),
    ...waiting,
  ];
}

import type { Attack, AttackResult, BudgetResult, Rule, RuleTestResult, SavedFunction } from '@mxdr/detections';
import { runRuleTests, testAttack, testBudget } from '@mxdr/detections';
import type { ReferenceTenant, TenantContent } from './reference-tenant.ts';
import { addWatchlists, createReferenceTenant } from './reference-tenant.ts';
import { RuleBench } from './rule-bench.ts';
import type { TableSet } from './table-set.ts';
import { addRows } from './table-set.ts';

/** What a rule is tried on. */
export interface TrialTask {
  readonly rule: Rule;
  /** Attacks that name it. */
  readonly attacks: readonly Attack[];
}

/** How a rule did. */
export interface RuleTrial {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly cases: readonly RuleTestResult[];
  /** Absent when the rule has no budget. */
  readonly budget?: BudgetResult;
  readonly attacks: readonly AttackResult[];
  readonly seconds: number;
}

export interface TrialContent extends TenantContent {
  readonly functions: readonly SavedFunction[];
}

/** Tries rules one after the other; the tenant and what attacks make of it are made once. */
export class RuleTrials {
  private readonly bench: RuleBench;
  private readonly content: TrialContent;
  private readonly attacked = new Map<string, { readonly tables: TableSet; readonly staged: ReturnType<ReferenceTenant['stage']> }>();
  private tenant: ReferenceTenant | undefined;

  constructor(content: TrialContent) {
    this.content = content;
    this.bench = new RuleBench(content.functions);
  }

  async run({ rule, attacks }: TrialTask): Promise<RuleTrial> {
    const started = performance.now();
    const { results } = await runRuleTests(rule, this.bench.createTestWorkspace);
    const budget = rule.alertBudget === undefined ? undefined : await this.runBudget(rule);
    const attackResults: AttackResult[] = [];
    for (const attack of attacks) attackResults.push(...(await this.runAttack(rule, attack)));
    return {
      ruleId: rule.id,
      ruleName: rule.name,
      cases: results,
      ...(budget === undefined ? {} : { budget }),
      attacks: attackResults,
      seconds: Math.round(performance.now() - started) / 1000,
    };
  }

  private referenceTenant(): ReferenceTenant {
    this.tenant ??= createReferenceTenant(this.content);
    return this.tenant;
  }

  private async runBudget(rule: Rule): Promise<BudgetResult> {
    const { tables, watchlists, month } = this.referenceTenant();
    return testBudget(rule, this.bench.createTimedWorkspace(tables, watchlists), month);
  }

  private async runAttack(rule: Rule, attack: Attack): Promise<readonly AttackResult[]> {
    const tenant = this.referenceTenant();
    let field = this.attacked.get(attack.id);
    if (field === undefined) {
      const staged = tenant.stage(attack);
      field = { staged, tables: addRows(tenant.tables, staged.rows) };
      this.attacked.set(attack.id, field);
    }
    const watchlists = addWatchlists(tenant.watchlists, field.staged.watchlists);
    const attacked = this.bench.createTimedWorkspace(field.tables, watchlists);
    const benign = this.bench.createTimedWorkspace(tenant.tables, watchlists);
    const results: AttackResult[] = [];
    for (const raise of attack.raises.filter(({ rule: id }) => id.toLowerCase() === rule.id.toLowerCase()))
      results.push(await testAttack(rule, attack, raise, { attacked, benign, staged: field.staged }));
    return results;
  }
}

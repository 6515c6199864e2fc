export type { AlertEntity, ExpectedEntity } from './alert-entities.ts';
export { attackRelease, judgeTechnique, parentTechnique, tactics, tacticsOfTechnique, techniquesOfTactic } from './attack-matrix.ts';
export type { AttackTechnique } from './attack-techniques.ts';
export type { Tactic } from './attack-matrix.ts';
export { attackSchema, pickables, routineSchema } from './attack-schema.ts';
export type { Attack, Pickable, Routine, Scenario } from './attack-schema.ts';
export { countByTactic, coverAttack } from './attack-coverage/attack-coverage.ts';
export type { AttackCoverage, CoverageCell, CoveringRule, DataGap, Known, Observations } from './attack-coverage/attack-coverage.ts';
export { buildCoveragePage } from './attack-coverage/coverage-page.ts';
export type { CoveragePageInput } from './attack-coverage/coverage-page.ts';
export { formatNavigatorLayer } from './attack-coverage/navigator-layer.ts';
export { buildRuleIndex, buildRulePage, rulePageName } from './docs/rule-page.ts';
export type { RuleAudience, RulePageInput } from './docs/rule-page.ts';
export { loadContentFile, loadContentFiles } from './content-files.ts';
export type { ContentLoad, LoadedContent } from './content-files.ts';
export { huntingQuerySchema, savedFunctionSchema, watchlistItemsSchema, watchlistSchema } from './content-schemas.ts';
export type { HuntingQuery, SavedFunction, Watchlist } from './content-schemas.ts';
export { healthQuerySchema, healthQueryText } from './health-query.ts';
export type { HealthQuery } from './health-query.ts';
export { importRules } from './import/import-rules.ts';
export type { ForeignRule, ImportedRule, ImportOptions, ImportResult } from './import/import-rules.ts';
export { formatIsoDuration, parseDuration } from './duration.ts';
export { entityTypes } from './entity-identifiers.ts';
export type { EntityType } from './entity-identifiers.ts';
export { checkRetired, retiredRulesSchema } from './lock/retired-rules.ts';
export type { RetiredRule, RetiredRules } from './lock/retired-rules.ts';
export { checkLock, ruleLockSchema, updateLock } from './lock/rule-lock.ts';
export type { RuleLock } from './lock/rule-lock.ts';
export { applyTuning } from './tuning/apply-tuning.ts';
export type { TunedRule, TuningOptions, TuningResult } from './tuning/apply-tuning.ts';
export { tuningSchema } from './tuning/tuning-schema.ts';
export type { Exclusion, Tuning, TuningEntry } from './tuning/tuning-schema.ts';
export { loadRules, nodeRuleFiles, readRuleTexts } from './load-rules.ts';
export type { LoadedRule, RuleFiles, RuleLoad } from './load-rules.ts';
export { analyseRuleQuery } from './analyse-rule-query.ts';
export type { AnalyseQuery, QueryAnalysis, QueryDiagnostic } from './query-analysis.ts';
export { describeRuleCode, describeRuleCodes, ruleCodes } from './rule-codes.ts';
export type { RuleCode } from './rule-codes.ts';
export { ruleSchema } from './rule-schema.ts';
export type { Rule, RuleTest } from './rule-schema.ts';
export type { Firing, RunSpan, ScheduleOutcome, TimedWorkspace } from './rule-schedule.ts';
export { countAlerts, runOnSchedule } from './rule-schedule.ts';
export { runRuleTests } from './rule-tests.ts';
export type {
  CreateTestWorkspace,
  FailedRuleTest,
  RuleTestReport,
  RuleTestResult,
  TestedQuery,
  TestTables,
  TestWatchlists,
} from './rule-tests.ts';
export { testAttack, testBudget } from './rule-trials.ts';
export type { AttackField, AttackResult, BudgetResult, Raise, ShownAlert } from './rule-trials.ts';
export type { ContentRow } from './repeated-rows.ts';
export { mapRuleToNrtAlert, mapRuleToScheduledAlert } from './scheduled-alert.ts';
export type { NrtAlert, ScheduledAlert, TriggerOperator } from './scheduled-alert.ts';
export type { RowDifference, ShownRows } from './shown-rows.ts';
export { stageScenario } from './stage-scenario.ts';
export type { ActorProperties, Stage, StagedScenario } from './stage-scenario.ts';
export {
  validateHealthQueries,
  validateHuntingQueries,
  validateSavedFunctions,
  validateWatchlistItems,
  validateWatchlists,
} from './validate-content.ts';
export { validateRules } from './validate-rules.ts';
export type { ValidateOptions } from './validate-rules.ts';
export { validateScenarios } from './validate-scenarios.ts';
export type { ScenarioSurroundings } from './validate-scenarios.ts';

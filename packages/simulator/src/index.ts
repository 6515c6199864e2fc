export { simulateBenignMonth } from './benign-month.ts';
export type { BenignMonth, BenignMonthOptions } from './benign-month.ts';
export type { CastMember, CastRole } from './cast.ts';
export { detectionKinds } from './detection-catalogue.ts';
export type { AlertSource, Classification, DetectionKind } from './detection-catalogue.ts';
export type { LogRow } from './log-row.ts';
export type { AlertCount, AlertMeasures } from './measure-alerts.ts';
export type { AssetCount } from './measure-assets.ts';
export type { CategoryMeasure } from './measure-categories.ts';
export type { DayMeasure } from './measure-days.ts';
export type { DetectionMeasure } from './measure-detections.ts';
export type { LedgerMeasures, RecommendationMeasure } from './measure-ledgers.ts';
export type { MailThreatMeasure } from './measure-mail-threats.ts';
export { measureMonths } from './measure-months.ts';
export type { MonthMeasure } from './measure-months.ts';
export type { NotificationMeasure } from './measure-notifications.ts';
export type { OperationMeasures } from './measure-operations.ts';
export type { OpenIncident } from './measure-open.ts';
export type { IngestionMeasure, RuleHealthMeasure } from './measure-platform.ts';
export type { PostureMeasures } from './measure-posture.ts';
export { measureRecords } from './measure-records.ts';
export type { RecordMeasure } from './measure-records.ts';
export type { AgreedTargets, TargetCounts, TargetMeasures } from './measure-targets.ts';
export type { ActionRequiredIncident, TaskCounts, TaskMeasures } from './measure-tasks.ts';
export type { TimeMeasures } from './measure-times.ts';
export { measureTruth } from './measure-truth.ts';
export type { TruthMeasures, TruthWindow } from './measure-truth.ts';
export type { VolumeMeasure } from './measure-volumes.ts';
export type { Organization, SimulatedDevice, SimulatedUser } from './organization.ts';
export { simulateTenant } from './simulation.ts';
export type { Simulation } from './simulation.ts';
export { defaultCustomer } from './simulation-options.ts';
export type { SimulatedCustomer, SimulationOptions } from './simulation-options.ts';
export type { Distribution } from './statistics.ts';
export { tableColumns } from './table-columns.ts';
export type {
  IncidentStory,
  TaskStatus,
  Truth,
  TruthAlert,
  TruthAsset,
  TruthFleet,
  TruthHunt,
  TruthIncident,
  TruthIngestion,
  TruthRecommendation,
  TruthRecords,
  TruthRiskyUser,
  TruthRule,
  TruthSignIns,
  TruthState,
  TruthTask,
  TruthVolume,
} from './truth.ts';
export { writeTenant } from './write-tenant.ts';
export type { WriteTenantOptions, WrittenFile } from './write-tenant.ts';

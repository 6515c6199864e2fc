import type { Product, Severity } from '@mxdr/core';
import type { AlertSource, Classification } from './detection-catalogue.ts';

/** Status of a response task, in the vocabulary of Graph's incident task; `notRelevant` is what people call skipped. */
export type TaskStatus = 'open' | 'inProgress' | 'completed' | 'failed' | 'notRelevant';

/** One response task: the customer's to do (`defenderExpertsGuidedResponse`) or done by experts (`defenderExpertsManagedResponse`). */
export interface TruthTask {
  readonly taskId: string;
  readonly title: string;
  readonly actionType: string;
  readonly source: 'defenderExpertsGuidedResponse' | 'defenderExpertsManagedResponse';
  readonly status: TaskStatus;
  readonly createdTimeUtc: string;
  /** Instant of the last change of status. */
  readonly lastModifiedTimeUtc: string;
}

/** One change of an incident and its whole state after it: one row of `SecurityIncident`, whose `TimeGenerated` and `LastModifiedTime` are `atUtc`. */
export interface TruthState {
  readonly atUtc: string;
  readonly modifiedBy: string;
  readonly status: 'New' | 'Active' | 'Closed';
  readonly severity: Severity;
  readonly owner: '' | 'Defender Experts' | 'Customer';
  readonly labels: readonly string[];
  readonly tasks: readonly TruthTask[];
  readonly classification: Classification | '';
  readonly classificationReason: string;
  readonly comments: readonly { readonly atUtc: string; readonly author: string; readonly message: string }[];
  /** The last close; null while open, and null again after a reopening. */
  readonly closedUtc: string | null;
  readonly alertIds: readonly string[];
}

export interface TruthAsset {
  /** `AadUserId` of a user, `MdatpDeviceId` of a device. */
  readonly id: string;
  /** UPN of a user, host name of a device. */
  readonly name: string;
}

export interface TruthAlert {
  readonly systemAlertId: string;
  readonly vendorOriginalId: string;
  readonly name: string;
  readonly severity: Severity;
  readonly source: AlertSource;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly startUtc: string;
  readonly endUtc: string;
  /** `TimeGenerated` of each row of this alert, oldest first. The first is the instant at which an incident took it in. */
  readonly reportedUtc: readonly string[];
  readonly users: readonly TruthAsset[];
  readonly devices: readonly TruthAsset[];
  /** Id of the analytics rule, for `sentinel` only. */
  readonly ruleId?: string;
}

/** Why an incident is in the sample: background, part of a campaign, an expert notification, the test notification, or planted for a trap. */
export type IncidentStory =
  | 'background'
  | 'phishing'
  | 'password-spray'
  | 'intrusion'
  | 'oauth-consent'
  | 'expert-notification'
  | 'test-notification'
  | 'planted';

/** One incident from creation to its last known change. */
export interface TruthIncident {
  readonly incidentName: string;
  readonly incidentNumber: number;
  readonly providerIncidentId: string;
  readonly title: string;
  readonly story: IncidentStory;
  readonly detectionId: string;
  readonly createdUtc: string;
  readonly firstActivityUtc: string;
  readonly lastActivityUtc: string;
  /** What `FirstModifiedTime` says after the first change; rarely a few seconds before the creation, as clocks differ. Null while unchanged. */
  readonly firstModifiedUtc: string | null;
  /** Oldest first; `atUtc` strictly increases; the first is the creation. */
  readonly states: readonly TruthState[];
  /** Alerts whose first incident this is. A merged incident's alerts are listed here and named in the other's `alertIds` too. */
  readonly alerts: readonly TruthAlert[];
  /** For a merged incident: `incidentName` of the one that took it in. */
  readonly mergedInto?: string;
}

/** A hunt of the ledger. */
export interface TruthHunt {
  readonly id: string;
  readonly title: string;
  readonly hypothesis: string;
  readonly category: string;
  readonly severity: Severity;
  readonly startedUtc: string;
  readonly endedUtc: string;
  readonly result: 'nothing-found' | 'benign' | 'threat-confirmed';
  readonly tables: readonly string[];
  readonly summary: string;
  /** `incidentName`s of the notifications that came of it. */
  readonly notifications: readonly string[];
  readonly becameRule: boolean;
}

/** A recommendation of the ledger. */
export interface TruthRecommendation {
  readonly id: string;
  readonly title: string;
  readonly product: Product;
  readonly createdUtc: string;
  readonly dueDate: string;
  readonly owner: string;
  readonly doneUtc: string | null;
  /** `incidentNumber`s that it comes from. */
  readonly incidents: readonly number[];
}

/** Rows of the tables counted by kind and quarter of an hour, without building the rows. */
export interface TruthVolume {
  readonly table: string;
  /** What is counted, e.g. `success` and `failure`, `delivered` and `blocked`; every row is in exactly one. */
  readonly kinds: readonly string[];
  /** For each kind, rows per quarter of an hour from `Truth.startUtc`. */
  readonly perQuarterHour: readonly (readonly number[])[];
}

/** When the rows of one table were recorded. */
export interface TruthRecords {
  readonly table: string;
  /**
   * Every quarter of an hour of UTC that holds a row, oldest first: its first row and its last, in milliseconds from `Truth.startUtc` (incidents and
   * alerts are older than that), and how many there are.
   */
  readonly quarters: readonly (readonly [firstMs: number, lastMs: number, rows: number])[];
}

/** Somebody who signed in. */
export interface TruthSignIns {
  readonly userId: string;
  /** Quarters of an hour from `Truth.startUtc` that hold a sign-in of theirs, sorted. */
  readonly quarters: readonly number[];
}

/** Devices of the tenant, without records that were merged into another device. */
export interface TruthFleet {
  readonly devices: number;
  readonly onboarded: number;
  /** Onboarded with an active sensor. */
  readonly sensorHealthy: number;
  readonly highExposure: number;
}

/** A user whom identity protection held to be at risk, and every change of that. */
export interface TruthRiskyUser {
  readonly id: string;
  readonly upn: string;
  readonly displayName: string;
  /** Oldest first. */
  readonly changes: readonly {
    readonly atUtc: string;
    readonly state: 'atRisk' | 'confirmedCompromised' | 'remediated' | 'dismissed';
    /** The account itself is gone. */
    readonly isDeleted: boolean;
  }[];
}

/** What one table took in. */
export interface TruthIngestion {
  readonly table: string;
  readonly isBillable: boolean;
  /** Megabytes by the instant at which they were reported, oldest first. */
  readonly reports: readonly (readonly [atUtc: string, megabytes: number])[];
  /** Those of the reports that are far more than usual. */
  readonly swellsUtc: readonly string[];
}

/** One analytics rule and how its runs ended. */
export interface TruthRule {
  readonly ruleId: string;
  readonly title: string;
  /** Oldest first; why the run failed, or null for a success. */
  readonly runs: readonly (readonly [atUtc: string, failure: string | null])[];
  /** The last of the failed tries of each window that was given up. */
  readonly givenUp: readonly string[];
  /** When it was switched off for failing. */
  readonly disabledUtc: readonly string[];
  /** Entities that runs could not attach to their alerts. */
  readonly dropped: readonly (readonly [atUtc: string, entities: number])[];
}

/** A data connector and what it reported of fetching data. */
export interface TruthConnector {
  readonly name: string;
  /** Oldest first; why it failed, or null when it works. */
  readonly reports: readonly (readonly [atUtc: string, failure: string | null])[];
}

/** One run of an automation rule or playbook. */
export interface TruthAutomationRun {
  readonly atUtc: string;
  readonly name: string;
  readonly kind: 'Automation rule' | 'Playbook';
  readonly status: 'Success' | 'Partial success' | 'Failure';
  /** Empty for a success. */
  readonly reason: string;
}

/** A change of an analytics rule that succeeded. */
export interface TruthRuleChange {
  readonly atUtc: string;
  /** Address of a person, or id of an application. */
  readonly caller: string;
  readonly rule: string;
  readonly isDeletion: boolean;
  readonly isByHand: boolean;
}

/** One query that somebody asked the workspace. */
export interface TruthWorkspaceQuery {
  readonly atUtc: string;
  /** Address of a person, or id of an application. */
  readonly account: string;
  readonly isRefused: boolean;
  readonly asksForSecrets: boolean;
  readonly rows: number;
}

/** A warning of the workspace about the data that it takes in. */
export interface TruthDataWarning {
  readonly atUtc: string;
  readonly level: string;
  readonly detail: string;
  /** The daily cap was reached. */
  readonly isCap: boolean;
}

/** A detection of identity protection. */
export interface TruthRiskDetection {
  readonly id: string;
  readonly type: string;
  readonly level: 'high' | 'medium' | 'low';
  /** Oldest first; the first is the detection. */
  readonly changes: readonly { readonly atUtc: string; readonly state: TruthRiskyUser['changes'][number]['state'] }[];
}

/** Secure scores of one subscription. */
export interface TruthSecureScore {
  readonly subscriptionId: string;
  readonly weight: number;
  /** Shares of 1 by the instant of their record, oldest first. */
  readonly reports: readonly (readonly [atUtc: string, share: number])[];
}

/** A weakness (CVE) of a piece of software. */
export interface TruthWeakness {
  readonly cve: string;
  readonly vendor: string;
  readonly software: string;
  readonly severity: 'Critical' | 'High' | 'Medium' | 'Low';
  readonly hasExploit: boolean;
  /** Devices that had it at each snapshot; a snapshot holds every device, oldest first. */
  readonly devicesBySnapshot: readonly (readonly [atUtc: string, deviceIds: readonly string[]])[];
}

/** Antivirus of the devices, as each snapshot of the assessments tells it. */
export interface TruthAntivirus {
  readonly snapshotsUtc: readonly string[];
  readonly active: number;
  readonly guidanceOnly: number;
  readonly blind: number;
}

/** Everything that is known about the sample tenant. Serialisable; `truth.json` holds it. */
export interface Truth {
  readonly version: 1;
  readonly customer: { readonly name: string; readonly domain: string; readonly tenantId: string };
  readonly seed: string;
  readonly scale: number;
  readonly timeZone: string;
  readonly startUtc: string;
  readonly endUtc: string;
  readonly incidents: readonly TruthIncident[];
  readonly hunts: readonly TruthHunt[];
  readonly recommendations: readonly TruthRecommendation[];
  readonly volumes: readonly TruthVolume[];
  /** Of every table, by name. */
  readonly records: readonly TruthRecords[];
  /** Empty in a tenant without Entra ID. */
  readonly signIns: readonly TruthSignIns[];
  readonly fleet: TruthFleet;
  /** Empty in a tenant without Entra ID. */
  readonly riskyUsers: readonly TruthRiskyUser[];
  readonly ingestion: readonly TruthIngestion[];
  readonly rules: readonly TruthRule[];
  readonly connectors: readonly TruthConnector[];
  readonly automationRuns: readonly TruthAutomationRun[];
  readonly ruleChanges: readonly TruthRuleChange[];
  readonly workspaceQueries: readonly TruthWorkspaceQuery[];
  readonly dataWarnings: readonly TruthDataWarning[];
  /** Empty in a tenant without Entra ID. */
  readonly riskDetections: readonly TruthRiskDetection[];
  readonly secureScores: readonly TruthSecureScore[];
  /** Empty in a tenant without Defender for Endpoint. */
  readonly weaknesses: readonly TruthWeakness[];
  /** Null in a tenant without Defender for Endpoint. */
  readonly antivirus: TruthAntivirus | null;
}

/** Label texts, by the conventions of the service. */
export const serviceLabel = 'Defender Experts';
export const waitingLabel = 'Awaiting Customer Action';
export const redirectedLabel = 'redirected';

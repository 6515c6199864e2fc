import type { ReadinessViewId } from './readiness-rules.ts';
import type { ViewEntry } from './view-catalogue.ts';

/** The views of the readiness and their columns. */
export const readinessViewCatalogue = {
  'readiness-run': {
    rows: 'The run of the checks that the report stands on',
    columns: ['RunVerdict', 'RuleSet', 'AsOf', 'FactsTaken', 'IsSample', 'Since', 'IsSameRuleSet', 'DriftUnjudged', 'NotJudged'],
  },
  'readiness-actions': {
    rows: 'What has to be done, the most urgent first',
    columns: [
      'ActionUrgency',
      'Title',
      'ActionStanding',
      'ActionProgress',
      'Found',
      'ToDo',
      'Owner',
      'Due',
      'Note',
      'CheckEffect',
      'CheckId',
      'IsOverdue',
      'IsContradicted',
    ],
  },
  'readiness-progress': { rows: 'Those actions by how far they are', columns: ['ActionProgress', 'Actions'] },
  'readiness-steps': {
    rows: 'Steps of the start of service',
    columns: ['Step', 'StepParty', 'ActionStanding', 'ActionProgress', 'Owner', 'Due', 'Note', 'IsOverdue'],
  },
  'readiness-assets': {
    rows: 'Devices, users and mailboxes: protected, agreed and licensed',
    columns: ['ProtectedAsset', 'Protected', 'Target', 'Licensed', 'Note'],
  },
  'readiness-coverage': { rows: 'Products and how far they are covered', columns: ['CoveredProduct', 'ProductCoverage'] },
  'readiness-depth': { rows: 'Devices by how deeply they are seen', columns: ['DeviceDepth', 'Devices'] },
  'readiness-checks': {
    rows: 'Every check and how it stands',
    columns: ['CheckArea', 'Title', 'CheckState', 'IsWaived', 'Found', 'CheckEffect', 'Requirement', 'Source', 'CheckId'],
  },
  'readiness-rules': { rows: 'Rules and sources, and how many checks rest on them', columns: ['Requirement', 'Source', 'Checks'] },
  'readiness-waivers': {
    rows: 'Accepted exceptions',
    columns: ['Title', 'CheckState', 'Found', 'WaiverStanding', 'Reason', 'Owner', 'Expires', 'AtMost', 'Affected'],
  },
  'readiness-drift': {
    rows: 'What differs from the agreed configuration',
    columns: ['Title', 'DifferenceKind', 'What', 'Account', 'CheckId'],
  },
  'readiness-changes': {
    rows: 'What changed since the run before',
    columns: ['Title', 'CheckChange', 'StateBefore', 'StateAfter', 'AffectedBefore', 'AffectedAfter', 'CheckId'],
  },
  'readiness-trend': {
    rows: 'Runs of the checks over time',
    columns: ['RunDay', 'RunVerdict', 'RuleSet', 'Met', 'Failing', 'Accepted', 'NotKnown', 'Protected'],
  },
  'readiness-score': { rows: 'Secure score of each run', columns: ['RunDay', 'Points', 'Most'] },
  'readiness-unread': { rows: 'Facts that could not be read', columns: ['UnreadFact', 'UnreadReason', 'Permission', 'Message'] },
} as const satisfies Readonly<Record<ReadinessViewId, ViewEntry>>;

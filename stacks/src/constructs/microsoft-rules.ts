import { SentinelAlertRuleAnomalyBuiltIn } from '@cdktf/provider-azurerm/lib/sentinel-alert-rule-anomaly-built-in/index.js';
import { SentinelAlertRuleFusion } from '@cdktf/provider-azurerm/lib/sentinel-alert-rule-fusion/index.js';
import { SentinelAlertRuleMsSecurityIncident } from '@cdktf/provider-azurerm/lib/sentinel-alert-rule-ms-security-incident/index.js';
import type { MicrosoftRulesPlan, Product } from '@mxdr/core';
import { Construct } from 'constructs';
import { uuidOfText } from '../stable-ids.ts';
import type { WorkspaceNames } from '../workspace-names.ts';

/** Id of the template of Fusion, the same in every tenant. */
const fusionTemplate = 'f71aba3d-28fb-450b-b192-4e76a83015c8';

/** Products in the words of the rule that makes incidents. */
const productFilters: Readonly<Record<Product, string>> = {
  'defender-for-endpoint': 'Microsoft Defender Advanced Threat Protection',
  'defender-for-office-365': 'Office 365 Advanced Threat Protection',
  'defender-for-identity': 'Azure Advanced Threat Protection',
  'defender-for-cloud-apps': 'Microsoft Cloud App Security',
  'entra-id': 'Azure Active Directory Identity Protection',
};

export interface MicrosoftRulesProps {
  readonly names: WorkspaceNames;
  /** `workspaceId` of the onboarding, which makes the rules wait for Sentinel. */
  readonly workspaceId: string;
  /** Full id of the workspace, known before it exists. */
  readonly workspaceResourceId: string;
  readonly rules: MicrosoftRulesPlan;
}

/** Detections of Microsoft: Fusion, incidents of its products, and the setting of its anomaly rules. */
export class MicrosoftRules extends Construct {
  constructor(scope: Construct, id: string, { names, workspaceId, workspaceResourceId, rules }: MicrosoftRulesProps) {
    super(scope, id);
    if (rules.fusion) {
      const fusion = new SentinelAlertRuleFusion(this, 'fusion', {
        logAnalyticsWorkspaceId: workspaceId,
        alertRuleTemplateGuid: fusionTemplate,
        enabled: true,
      });
      fusion.overrideLogicalId(names.address('fusion'));
      // Sentinel makes the rule itself; Terraform may only take it over.
      fusion.importFrom(`${workspaceResourceId}/providers/Microsoft.SecurityInsights/alertRules/BuiltInFusion`);
    }
    for (const product of rules.incidentProducts) {
      const rule = new SentinelAlertRuleMsSecurityIncident(this, product, {
        name: names.id('microsoft-rule', product),
        logAnalyticsWorkspaceId: workspaceId,
        displayName: `Incidents of ${productFilters[product]}`,
        productFilter: productFilters[product],
        severityFilter: ['High', 'Medium'],
        enabled: true,
      });
      rule.overrideLogicalId(names.address('microsoft-incidents', product));
    }
    for (const { name, mode, enabled } of rules.anomalies) {
      const anomaly = new SentinelAlertRuleAnomalyBuiltIn(this, name, {
        logAnalyticsWorkspaceId: workspaceId,
        displayName: name,
        mode,
        enabled,
      });
      anomaly.overrideLogicalId(names.address('anomaly', uuidOfText(name.toLowerCase())));
    }
  }
}

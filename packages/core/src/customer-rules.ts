import { accentFault, logoForm } from './brand.ts';
import type { Customer } from './customer.ts';
import { assetClasses, responseActions, severities } from './customer.ts';
import type { Report } from './environment-rules.ts';
import { checkEnvironment } from './environment-rules.ts';
import { languageNames, languages, spokenLanguage } from './language.ts';
import type { Problem } from './problem.ts';
import { assetClassesOfAction } from './response-modes.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

/** Total retentions beyond 730 days that Log Analytics takes. */
const longRetentions = [1095, 1460, 1826, 2191, 2556, 2922, 3288, 3653, 4018, 4383];
const scopeGroups = new Set(['Defender_Experts_Scoped_Coverage_Devices', 'Defender_Experts_Scoped_Coverage_Users']);

function checkCalendar(customer: Customer, report: Report): void {
  let isLocale = false;
  try {
    isLocale = Intl.DateTimeFormat.supportedLocalesOf(customer.locale).length > 0;
  } catch {
    isLocale = false;
  }
  if (!isLocale)
    report(
      ['locale'],
      'MXDR-CUSTOMER-LOCALE',
      `locale "${customer.locale}" is not a locale that this machine knows`,
      'write a BCP 47 locale such as en-GB',
    );
  else if (spokenLanguage(customer.locale) === undefined)
    report(
      ['locale'],
      'MXDR-CUSTOMER-LANGUAGE',
      `reports are not written in the language of "${customer.locale}": they will be in English, with its dates and numbers`,
      `reports are written in ${languages.map((language) => languageNames[language]).join(', ')}`,
      'hint',
    );
}

function checkContacts(customer: Customer, report: Report): void {
  const incident = customer.contacts.filter((contact) => contact.role === 'incident-notification');
  if (!incident.some((contact) => contact.phone !== undefined)) {
    const message =
      incident.length === 0 ? 'no contact has the role incident-notification' : 'no incident-notification contact has a phone number';
    report(
      ['contacts'],
      'MXDR-CUSTOMER-INCIDENT-CONTACT',
      message,
      'break-glass calls need a number: give at least one incident-notification contact a phone',
    );
  }
  const seen = new Set<string>();
  customer.contacts.forEach((contact, i) => {
    const key = `${contact.role} ${contact.email.toLowerCase()}`;
    if (seen.has(key))
      report(
        ['contacts', i, 'email'],
        'MXDR-CUSTOMER-DUPLICATE',
        `contact ${contact.email} is listed twice as ${contact.role}`,
        'keep one of them',
      );
    seen.add(key);
  });
}

function checkResponse(customer: Customer, report: Report): void {
  for (const action of responseActions) {
    const mode = customer.response.actions[action];
    if (typeof mode !== 'object') continue;
    const fitting = assetClassesOfAction[action];
    for (const asset of assetClasses.filter((one) => mode.assets[one] !== undefined && !fitting.includes(one))) {
      report(
        ['response', 'actions', action, 'assets', asset],
        'MXDR-CUSTOMER-RESPONSE',
        `${action} never concerns a ${asset}`,
        `it concerns ${fitting.join(', ')}`,
      );
    }
  }
  for (const kind of ['deviceGroups', 'userGroups'] as const) {
    const seen = new Set<string>();
    customer.exclusions[kind].forEach((group, i) => {
      const path = ['exclusions', kind, i, 'name'];
      if (scopeGroups.has(group.name))
        report(
          path,
          'MXDR-CUSTOMER-EXCLUSION',
          `the scope group ${group.name} cannot be excluded`,
          'an excluded scope group would leave nothing to act upon; name another group',
        );
      if (seen.has(group.name)) report(path, 'MXDR-CUSTOMER-DUPLICATE', `group "${group.name}" is excluded twice`, 'keep one of them');
      seen.add(group.name);
    });
  }
  for (const severity of severities) {
    const acknowledge = customer.sla.acknowledgeMinutes[severity];
    const resolve = customer.sla.resolveMinutes[severity];
    if (acknowledge !== undefined && resolve !== undefined && acknowledge > resolve) {
      report(
        ['sla', 'resolveMinutes', severity],
        'MXDR-CUSTOMER-SLA',
        `${severity}: the target to resolve (${resolve} minutes) is shorter than the one to acknowledge (${acknowledge} minutes)`,
        'an incident is acknowledged before it is resolved: raise the target to resolve',
      );
    }
  }
}

type WorkspaceSettings = Pick<Customer['workspace'], 'tables' | 'retentionDays' | 'dailyCapGb' | 'expectedIngestionGbPerDay'>;

function checkWorkspace(workspace: WorkspaceSettings, base: YamlPath, report: Report): void {
  const seen = new Set<string>();
  workspace.tables.forEach((table, i) => {
    if (seen.has(table.name))
      report([...base, 'tables', i, 'name'], 'MXDR-CUSTOMER-DUPLICATE', `table ${table.name} is listed twice`, 'keep one of them');
    seen.add(table.name);
    const total = table.totalRetentionDays;
    if (total === undefined) return;
    const path = [...base, 'tables', i, 'totalRetentionDays'];
    if (total > 730 && !longRetentions.includes(total))
      report(
        path,
        'MXDR-CUSTOMER-RETENTION',
        `${total} days is not a total retention that Log Analytics takes`,
        `up to 730, or one of ${longRetentions.join(', ')}`,
      );
    const interactive = table.plan === 'Basic' ? 30 : workspace.retentionDays;
    if (total < interactive)
      report(
        path,
        'MXDR-CUSTOMER-RETENTION',
        `${total} days in all is less than the ${interactive} days in which ${table.name} stays queryable`,
        `write at least ${interactive}`,
      );
  });
  const { dailyCapGb, expectedIngestionGbPerDay } = workspace;
  if (dailyCapGb !== undefined && expectedIngestionGbPerDay !== undefined && dailyCapGb <= expectedIngestionGbPerDay) {
    report(
      [...base, 'dailyCapGb'],
      'MXDR-CUSTOMER-DAILY-CAP',
      `the daily cap (${dailyCapGb} GB) does not exceed the expected ingestion (${expectedIngestionGbPerDay} GB): security data would stop every day`,
      'raise the cap well above it, or leave it out',
    );
  } else if (dailyCapGb !== undefined) {
    report(
      [...base, 'dailyCapGb'],
      'MXDR-CUSTOMER-DAILY-CAP',
      'a daily cap also stops security data once it is reached',
      'leave it out unless the customer insists',
      'warning',
    );
  }
}

function checkDisabledRules(customer: Customer, report: Report): void {
  const rules = new Set<string>();
  customer.rules.disabled.forEach((rule, i) => {
    const id = rule.id.toLowerCase();
    if (rules.has(id))
      report(['rules', 'disabled', i, 'id'], 'MXDR-CUSTOMER-DUPLICATE', `rule ${rule.id} is disabled twice`, 'keep one of them');
    rules.add(id);
  });
}

function checkLooks(customer: Customer, report: Report): void {
  const fault = accentFault(customer.branding.accent);
  if (fault !== undefined) report(['branding', 'accent'], 'MXDR-CUSTOMER-CONTRAST', fault, 'choose a darker colour');
  const { logo } = customer.branding;
  if (logo !== undefined && !logoForm.test(logo))
    report(
      ['branding', 'logo'],
      'MXDR-CUSTOMER-LOGO',
      `logo "${logo}" must be a PNG or SVG file in the customer's own folder`,
      'put the file beside customer.yaml',
    );
  for (const [name, value] of Object.entries(customer.tags)) {
    if (name === '' || name.length > 128 || /[<>%&\\?/]/u.test(name))
      report(
        ['tags', name],
        'MXDR-CUSTOMER-TAGS',
        `tag name "${name.slice(0, 60)}" must have 1 to 128 characters and none of < > % & \\ ? /`,
        'give it another name',
      );
    if (value.length > 256)
      report(
        ['tags', name],
        'MXDR-CUSTOMER-TAGS',
        `the value of tag "${name.slice(0, 60)}" has ${value.length} characters; at most 256`,
        'shorten it',
      );
  }
}

/** The rules of one customer that span fields: everything a schema cannot say. Pure; positions come from the source. */
export function checkCustomer(customer: Customer, folderName: string, source: YamlSource): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, code, message, hint, severity = 'error') => {
    problems.push({ severity, code, message, position: source.positionOf(path), ...(hint === undefined ? {} : { hint }) });
  };
  if (customer.id !== folderName)
    report(
      ['id'],
      'MXDR-CUSTOMER-ID',
      `id "${customer.id}" is not the name of its folder, "${folderName}"`,
      'state and output are filed under the id: rename one of the two',
    );
  if (customer.id === 'operations')
    report(['id'], 'MXDR-CUSTOMER-ID', 'the id "operations" is that of the operator\'s own stack', 'choose another');
  checkCalendar(customer, report);
  checkContacts(customer, report);
  checkResponse(customer, report);
  checkWorkspace(customer.workspace, ['workspace'], report);
  customer.additionalWorkspaces.forEach((workspace, i) => checkWorkspace(workspace, ['additionalWorkspaces', i], report));
  checkDisabledRules(customer, report);
  checkLooks(customer, report);
  checkEnvironment(customer, report);
  return problems;
}

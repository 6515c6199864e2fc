import type { ReportDefinition } from './load-report-definition.ts';

/**
 * A report about one incident, made about this one: its documents are named after it, and its queries know the number as INCIDENT.
 * @param incident its number in the workspace; another workspace may have another incident of that number
 */
export function aboutIncident(definition: ReportDefinition, incident: number): ReportDefinition {
  return { ...definition, settings: { ...definition.settings, id: `${definition.settings.id}-${incident}` }, incident };
}

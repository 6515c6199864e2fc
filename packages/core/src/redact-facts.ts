import { keyedPseudonym } from './keyed-pseudonym.ts';
import type { TenantFacts } from './tenant-facts.ts';
import { tenantFactsSchema } from './tenant-facts.ts';

const addressPattern = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu;
/** Tags by which Defender marks the licence of a device; the checks read them, and they name nobody. */
const licenceTag = /^License /u;

type Users = Extract<TenantFacts['users'], { readonly status: 'read' }>['value'];

/**
 * Facts without the names of people and devices: each is replaced by a pseudonym that is the same in every file made with the same key, so
 * that files can still be compared. Counts, states, groups, policies and ids stay: the checks judge the same.
 *
 * @param key whoever knows it, or guesses it, can find a name by trying names
 */
export function redactFacts(facts: TenantFacts, key: string): TenantFacts {
  const pseudonym = (kind: 'user' | 'device', name: string): string => keyedPseudonym(kind, name, key);
  const users = (names: readonly string[]): string[] => names.map((name) => pseudonym('user', name));
  const population = (one: Users['all']): Users['all'] => ({
    ...one,
    sampleWithout: Object.fromEntries(Object.entries(one.sampleWithout).map(([capability, names]) => [capability, users(names)])),
  });
  // What a service said of a refusal may name who asked.
  const redacted = tenantFactsSchema.parse(
    JSON.parse(
      JSON.stringify(facts, (field, value: unknown) =>
        field === 'message' && typeof value === 'string'
          ? value.replaceAll(addressPattern, (address) => pseudonym('user', address))
          : value,
      ),
    ),
  );
  if (redacted.users.status === 'read') {
    const { all, inScope, rule } = redacted.users.value;
    redacted.users.value = { rule, all: population(all), ...(inScope === undefined ? {} : { inScope: population(inScope) }) };
  }
  if (redacted.devices.status === 'read') {
    redacted.devices.value = redacted.devices.value.map((device) => ({
      ...device,
      name: pseudonym('device', device.name),
      tags: device.tags.filter((tag) => licenceTag.test(tag)),
      ...(device.sample === undefined ? {} : { sample: device.sample.map((name) => pseudonym('device', name)) }),
    }));
  }
  if (redacted.serviceSignIns?.status === 'read') redacted.serviceSignIns.value.sample = users(redacted.serviceSignIns.value.sample);
  return redacted;
}

import type { Check } from '../check.ts';

export const contactsCheck: Check = {
  id: 'contacts',
  expect: () => 'At least one incident-notification contact has a phone number.',
  judge({ customer, words }) {
    const say = words.checks.contacts;
    const incident = customer.contacts.filter((contact) => contact.role === 'incident-notification');
    const reachable = incident.filter((contact) => contact.phone !== undefined);
    const evidence = [
      {
        text: `${customer.contacts.length} contacts, ${incident.length} for incidents, ${reachable.length} of them with a phone`,
        source: 'customer.yaml',
      },
    ];
    if (reachable.length > 0) return { state: 'met', observed: say.met(reachable.length, incident.length), evidence };
    return {
      state: 'not-met',
      observed: incident.length === 0 ? say.none : say.noPhone,
      evidence,
      mend: say.add,
    };
  },
};

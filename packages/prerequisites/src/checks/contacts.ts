import type { Check } from '../check.ts';

export const contactsCheck: Check = {
  id: 'contacts',
  title: 'Somebody can be called',
  expect: () => 'At least one incident-notification contact has a phone number.',
  judge({ customer }) {
    const incident = customer.contacts.filter((contact) => contact.role === 'incident-notification');
    const reachable = incident.filter((contact) => contact.phone !== undefined);
    const evidence = [
      {
        text: `${customer.contacts.length} contacts, ${incident.length} for incidents, ${reachable.length} of them with a phone`,
        source: 'customer.yaml',
      },
    ];
    if (reachable.length > 0)
      return { state: 'met', observed: `${reachable.length} of ${incident.length} incident contacts can be called`, evidence };
    return {
      state: 'not-met',
      observed: incident.length === 0 ? 'no incident contact' : 'no incident contact has a phone number',
      evidence,
      mend: 'Add an incident-notification contact with a phone number to customer.yaml.',
    };
  },
};

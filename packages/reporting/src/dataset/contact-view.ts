import type { Customer, Operator } from '@mxdr/core';
import { listBlocks } from '../definition/list-blocks.ts';
import type { ReportSettings } from '../definition/report-definition-schema.ts';
import type { View } from './dataset.ts';
import { derivedView } from './derived-view.ts';

/** Whether a report shows who is who: names and numbers of people belong nowhere else. */
export function showsContacts(settings: Pick<ReportSettings, 'sections'>): boolean {
  return listBlocks(settings).some(({ block }) => 'source' in block && block.source === 'contacts');
}

/** Who is who: the service first, then the customer's contacts by what they are called for. */
export function makeContactView({ contacts }: Pick<Customer, 'contacts'>, { deliveryTeam }: Pick<Operator, 'deliveryTeam'>): View {
  const roles = ['incident-notification', 'security-operations', 'service-review', 'executive'] as const;
  const inOrder = roles.flatMap((role) => contacts.filter((contact) => contact.role === role).toSorted((a, b) => a.order - b.order));
  return derivedView(
    'contacts',
    ['Side', 'Role', 'Person', 'Email', 'Phone'],
    [
      ...deliveryTeam.map(({ name, role, email, phone = '' }) => ['Service', role, name, email, phone]),
      ...inOrder.map(({ name, role, email, phone = '' }) => ['Customer', role, name, email, phone]),
    ],
    ['customer'],
  );
}

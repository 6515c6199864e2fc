import { AppError } from '@mxdr/core';

export const mailAddressInvalid = (address: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-MAIL-ADDRESS-INVALID',
    message: `"${address}" is no address that a mail can be sent to.`,
    mend: 'Correct it among the contacts of customer.yaml or in deliveryTeam of operator.yaml.',
  });

export const noRecipient = (customerId: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-MAIL-NO-RECIPIENT',
    message: `The customer ${customerId} has no contact with the role service-review, so nobody is there to send a report to.`,
    mend: 'Add one to contacts in customer.yaml, or leave eml out of --format.',
  });

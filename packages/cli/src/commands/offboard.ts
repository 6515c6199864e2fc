import path from 'node:path';
import type { Customer } from '@mxdr/core';
import { findCustomer, loadCustomers } from '@mxdr/core';
import type { EndReason, OffboardingRecord } from '@mxdr/deployment';
import {
  isUnsuccessful,
  leaveUnapplied,
  offboardingSteps,
  openOffboarding,
  planLeave,
  recordOffboarding,
  rollOut,
  verdictOf,
} from '@mxdr/deployment';
import { askPerson } from '../ask-person.ts';
import type { CommandHandler, OptionValues } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { badOption, needsYes } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatClosing, formatPlans } from '../fleet-output.ts';
import { exitCodeOfVerdict, fleetResult, withFleet } from '../prepare-fleet.ts';
import { formatTextTable } from '../text-table.ts';

/** Today where the customer is. */
function todayOf(context: CommandContext, customer: Customer): string {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: customer.timeZone, dateStyle: 'short' }).format(context.clock.now());
}

function readEnd(options: OptionValues): { readonly endedOn?: string; readonly because?: EndReason } {
  const { endedOn, because } = options;
  const isDate =
    typeof endedOn === 'string' && /^\d{4}-\d\d-\d\d$/u.test(endedOn) && new Date(`${endedOn}T00:00:00Z`).toISOString().startsWith(endedOn);
  if (typeof endedOn === 'string' && !isDate) throw badOption('--ended-on', endedOn, 'a day such as 2026-10-31');
  return {
    ...(typeof endedOn === 'string' ? { endedOn } : {}),
    ...(because === 'termination' || because === 'expiry' ? { because } : {}),
  };
}

function showSteps(context: CommandContext, record: OffboardingRecord, deletesWorkspace: boolean): void {
  context.out(
    formatTextTable(
      [{ head: '', align: 'right' }, { head: 'Who' }, { head: 'By' }, { head: 'What' }],
      offboardingSteps(record, deletesWorkspace).map(({ order, who, by, what }) => [String(order), who, by, what]),
      context.width,
    ),
  );
}

/** `mxdr offboard`: shows the way out; with --run takes the stacks away and keeps a record. Exit 0 all gone, 1 refused or declined, 2 failed. */
export const run: CommandHandler = async (context, [id = ''], values) => {
  const deletesWorkspace = values['deleteWorkspace'] === true;
  const end = readEnd(values);
  const customer = findCustomer(await loadCustomers(context.customersFolder), id);
  const folder = path.join(path.resolve(String(values['out'])), customer.id, 'offboarding');
  const record = await openOffboarding({
    folder,
    customerId: customer.id,
    customerName: customer.name,
    ...end,
    today: todayOf(context, customer),
    now: new Date(context.clock.now()).toISOString(),
  });
  if (values['run'] !== true) {
    if (context.json) context.out(JSON.stringify({ ...record, steps: offboardingSteps(record, deletesWorkspace) }, null, 2));
    else {
      showSteps(context, record, deletesWorkspace);
      context.out(`\nNothing was changed. Next: mxdr offboard ${customer.id} --run, which plans, shows and asks.`);
    }
    return exitCodes.good;
  }
  if (values['yes'] !== true && (!context.isInteractive || context.json)) throw needsYes('offboard');
  return withFleet(context, [id], values, { name: 'offboard', keepsRecord: false, waveChoice: 'all' }, async (session) => {
    const [owner] = session.owners;
    if (owner === undefined) {
      context.out(formatClosing(context, session.refused));
      return exitCodes.undetermined;
    }
    const planned = await planLeave(session.ports, { ...session.options, deletesWorkspace, folder: path.join(folder, 'stacks') }, owner);
    session.progress.close();
    const plan = { ownerId: planned.ownerId, stacks: planned.stacks.map(({ outcome }) => outcome) };
    if (!context.json) {
      showSteps(context, record, deletesWorkspace);
      context.out(`\n${formatPlans(context, [plan])}`);
    }
    const isPossible = !plan.stacks.some(({ status }) => isUnsuccessful(status));
    const isAgreed = !isPossible || values['yes'] === true || (await askPerson(context, `Take leave of ${customer.name}?`));
    const [applied] = isAgreed
      ? (await rollOut(session.ports, session.options, [{ wave: 'all', members: [planned] }], 1)).flatMap(({ owners }) => owners)
      : leaveUnapplied([planned], 'Not begun: the person did not agree.');
    session.progress.close();
    const outcome = applied ?? plan;
    const written = isAgreed
      ? await recordOffboarding(folder, record, outcome, { now: new Date(context.clock.now()).toISOString(), deletesWorkspace })
      : record;
    if (context.json) context.out(JSON.stringify({ ...fleetResult(session, 'offboard', [outcome]), record: written }, null, 2));
    else {
      context.out(`\n${formatClosing(context, [outcome])}`);
      if (isAgreed)
        context.out(
          `\nRecord: ${path.relative(context.cwd, path.join(folder, 'offboarding-record.md'))}. Held data must be gone by ${written.deletionDueOn}.`,
        );
    }
    return isAgreed ? exitCodeOfVerdict(verdictOf([outcome])) : exitCodes.notGood;
  });
};

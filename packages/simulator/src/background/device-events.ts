import type { LogRow } from '../log-row.ts';
import type { BackgroundTable } from './background.ts';
import { instantsOf } from './background.ts';
import { accountOf, actor, deviceColumns } from './endpoint-rows.ts';
import { programs } from './programs.ts';

/** Other events of the sensor: protection that updates and scans, tasks that installers make, drives that people plug in. */
export const deviceEvents: BackgroundTable = {
  name: 'DeviceEvents',
  rows(day, background, random) {
    const { people } = background;
    return instantsOf(day, background, random, 60, 0.3).map((atMs): LogRow => {
      const device = random.pick(people.workstations);
      const [action, fields, program, as] = random.pickWeighted([
        { value: ['AntivirusScanCompleted', { ScanTypeIndex: 'Quick' }, programs.protection, 'system'] as const, weight: 18 },
        { value: ['AntivirusDefinitionsUpdated', {}, programs.protection, 'system'] as const, weight: 18 },
        {
          value: [
            'ScheduledTaskCreated',
            { TaskName: '\\Microsoft\\Office\\Office Automatic Updates 2.0' },
            programs.installer,
            'system',
          ] as const,
          weight: 3,
        },
        {
          value: ['ServiceInstalled', { ServiceName: 'EdgeElevationService', ServiceStartType: 3 }, programs.installer, 'system'] as const,
          weight: 2,
        },
        {
          value: [
            'UsbDriveMounted',
            { DriveLetter: 'E:', BusType: 'USB', ProductName: 'DataTraveler' },
            programs.explorer,
            'owner',
          ] as const,
          weight: 2,
        },
        { value: ['SmartScreenUrlWarning', { Experience: 'Untrusted' }, programs.browser, 'owner'] as const, weight: 1 },
        { value: ['PowerShellCommand', { Command: 'Get-Service' }, programs.manager, 'system'] as const, weight: 10 },
        {
          value: [
            'NamedPipeEvent',
            { PipeName: '\\Device\\NamedPipe\\LOCAL\\crashpad_4242', FileOperation: 'File created' },
            programs.browser,
            'owner',
          ] as const,
          weight: 8,
        },
      ]);
      const account = accountOf(people, device, as);
      return {
        ...deviceColumns(device, atMs, random),
        ActionType: action,
        AccountDomain: account.domain,
        AccountName: account.name,
        AccountSid: account.sid,
        ...actor(program, account, atMs, random),
        AdditionalFields: fields,
      };
    });
  },
};

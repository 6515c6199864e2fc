import type { LogRow } from '../log-row.ts';
import type { BackgroundTable } from './background.ts';
import { instantsOf } from './background.ts';
import { accountOf, actor, deviceColumns } from './endpoint-rows.ts';
import { programs } from './programs.ts';

/** Files that are made, changed and removed by honest programs. */
export const deviceFiles: BackgroundTable = {
  name: 'DeviceFileEvents',
  rows(day, background, random) {
    const { people } = background;
    return instantsOf(day, background, random, 140, 0.15).map((atMs): LogRow => {
      const device = random.pick(people.workstations);
      const [action, folder, name, program] = random.pickWeighted([
        {
          value: [
            'FileCreated',
            `C:\\Users\\${device.owner.account}\\Documents`,
            `offer-${random.integer(1, 900)}.docx`,
            programs.word,
          ] as const,
          weight: 30,
        },
        {
          value: [
            'FileModified',
            `C:\\Users\\${device.owner.account}\\Documents`,
            `plan-${random.integer(1, 900)}.xlsx`,
            programs.word,
          ] as const,
          weight: 25,
        },
        {
          value: [
            'FileRenamed',
            `C:\\Users\\${device.owner.account}\\Documents`,
            `final-${random.integer(1, 900)}.pdf`,
            programs.explorer,
          ] as const,
          weight: 8,
        },
        {
          value: [
            'FileCreated',
            `C:\\Users\\${device.owner.account}\\Downloads`,
            `brochure-${random.integer(1, 900)}.pdf`,
            programs.browser,
          ] as const,
          weight: 14,
        },
        {
          value: [
            'FileCreated',
            `C:\\Users\\${device.owner.account}\\Downloads`,
            `setup-${random.integer(1, 30)}.zip`,
            programs.browser,
          ] as const,
          weight: 2,
        },
        {
          value: [
            'FileDeleted',
            `C:\\Users\\${device.owner.account}\\AppData\\Local\\Temp`,
            `${random.hex(8)}.tmp`,
            programs.word,
          ] as const,
          weight: 20,
        },
      ]);
      return {
        ...deviceColumns(device, atMs, random),
        ActionType: action,
        FileName: name,
        FolderPath: `${folder}\\${name}`,
        FileSize: random.integer(2000, 3_000_000),
        SHA1: random.hex(40),
        SHA256: random.hex(64),
        ...(folder.endsWith('Downloads')
          ? { FileOriginUrl: 'https://fabrikam.example/files', FileOriginReferrerUrl: 'https://fabrikam.example/' }
          : {}),
        ...actor(program, accountOf(people, device, 'owner'), atMs, random),
        AdditionalFields: {},
      };
    });
  },
};

/** Settings that installers, policies and programs write. */
export const deviceRegistry: BackgroundTable = {
  name: 'DeviceRegistryEvents',
  rows(day, background, random) {
    const { people } = background;
    return instantsOf(day, background, random, 45, 0.3).map((atMs): LogRow => {
      const device = random.pick(people.workstations);
      const [key, name, value, program, as] = random.pickWeighted([
        {
          value: [
            'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Office',
            'DisplayVersion',
            '16.0',
            programs.installer,
            'system',
          ] as const,
          weight: 10,
        },
        {
          value: [
            'HKEY_CURRENT_USER\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run',
            'OneDrive',
            '"C:\\Program Files\\Microsoft OneDrive\\OneDrive.exe" /background',
            programs.sync,
            'owner',
          ] as const,
          weight: 4,
        },
        {
          value: [
            'HKEY_CURRENT_USER\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run',
            'com.squirrel.Teams.Teams',
            'C:\\Program Files\\Teams\\Update.exe',
            programs.chat,
            'owner',
          ] as const,
          weight: 2,
        },
        {
          value: [
            'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Edge',
            'SmartScreenEnabled',
            '1',
            programs.services,
            'system',
          ] as const,
          weight: 10,
        },
        {
          value: [
            'HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\IntuneManagementExtension',
            'Start',
            '2',
            programs.installer,
            'system',
          ] as const,
          weight: 3,
        },
      ]);
      return {
        ...deviceColumns(device, atMs, random),
        ActionType: 'RegistryValueSet',
        RegistryKey: key,
        RegistryValueName: name,
        RegistryValueData: value,
        RegistryValueType: value.length < 2 ? 'Dword' : 'String',
        PreviousRegistryKey: key,
        PreviousRegistryValueName: name,
        PreviousRegistryValueData: '',
        ...actor(program, accountOf(people, device, as), atMs, random),
      };
    });
  },
};

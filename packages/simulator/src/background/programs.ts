import type { ServerRole, ServiceRole } from './people.ts';

/** A program as a device shows it. */
export interface Program {
  readonly file: string;
  readonly folder: string;
  readonly command: string;
  readonly company: string;
  /** Name of the program that started it. */
  readonly parent: string;
}

/** A program that is started by another, as somebody. */
export interface Run extends Program {
  readonly by: Program;
  readonly as: 'owner' | 'system' | ServiceRole;
}

const system32 = 'C:\\Windows\\System32';
const microsoft = 'Microsoft Corporation';

function program(file: string, folder: string, command: string, parent: string, company: string = microsoft): Program {
  return { file, folder, command, company, parent };
}

const explorer = program('explorer.exe', 'C:\\Windows', 'C:\\Windows\\Explorer.EXE', 'userinit.exe');
const services = program('services.exe', system32, 'services.exe', 'wininit.exe');
const host = program('svchost.exe', system32, 'svchost.exe -k netsvcs -p', 'services.exe');
const browser = program(
  'msedge.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application',
  '"msedge.exe" --profile-directory=Default',
  'explorer.exe',
);
const mail = program('OUTLOOK.EXE', 'C:\\Program Files\\Microsoft Office\\root\\Office16', '"OUTLOOK.EXE"', 'explorer.exe');
const word = program('WINWORD.EXE', 'C:\\Program Files\\Microsoft Office\\root\\Office16', '"WINWORD.EXE" /n', 'explorer.exe');
const excel = program('EXCEL.EXE', 'C:\\Program Files\\Microsoft Office\\root\\Office16', '"EXCEL.EXE"', 'explorer.exe');
const chat = program('ms-teams.exe', 'C:\\Program Files\\WindowsApps\\MSTeams', '"ms-teams.exe"', 'explorer.exe');
const sync = program('OneDrive.exe', 'C:\\Program Files\\Microsoft OneDrive', '"OneDrive.exe" /background', 'explorer.exe');
const management = program(
  'Microsoft.Management.Services.IntuneWindowsAgent.exe',
  'C:\\Program Files (x86)\\Microsoft Intune Management Extension',
  '"IntuneWindowsAgent.exe"',
  'services.exe',
);
const installer = program('msiexec.exe', system32, 'msiexec.exe /V', 'services.exe');
const protection = program('MsMpEng.exe', 'C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18', '"MsMpEng.exe"', 'services.exe');
const backupService = program(
  'BackupAgent.exe',
  'C:\\Program Files\\Contoso Backup',
  '"BackupAgent.exe" /service',
  'services.exe',
  'Contoso Backup',
);
const scannerService = program('ScanEngine.exe', 'C:\\Program Files\\Scan Engine', '"ScanEngine.exe"', 'services.exe', 'Scan Engine');
const webWorker = program('w3wp.exe', 'C:\\Windows\\System32\\inetsrv', 'w3wp.exe -ap "DefaultAppPool"', 'svchost.exe');
const databaseEngine = program(
  'sqlservr.exe',
  'C:\\Program Files\\Microsoft SQL Server\\MSSQL16\\MSSQL\\Binn',
  '"sqlservr.exe" -sMSSQLSERVER',
  'services.exe',
);
const prompt = program('cmd.exe', system32, '"cmd.exe"', 'explorer.exe');
const shell = program('powershell.exe', `${system32}\\WindowsPowerShell\\v1.0`, 'powershell.exe', 'explorer.exe');
const scriptOf = (name: string): string =>
  `"powershell.exe" -NoProfile -ExecutionPolicy Bypass -File "C:\\Program Files (x86)\\Microsoft Intune Management Extension\\Content\\${name}"`;

const run = (started: Program, by: Program, as: Run['as'], command = started.command): Run => ({
  ...started,
  command,
  by,
  as,
  parent: by.file,
});
const tool = (file: string, command: string, by: Program, as: Run['as']): Run => run(program(file, system32, command, by.file), by, as);

/** What honest devices run. */
export const programs = {
  explorer,
  services,
  browser,
  mail,
  word,
  chat,
  sync,
  installer,
  protection,
  scanner: scannerService,
  manager: management,
  everyday: [
    { weight: 30, value: run(browser, explorer, 'owner') },
    { weight: 14, value: run(browser, browser, 'owner', '"msedge.exe" --type=renderer --lang=en-US') },
    { weight: 12, value: run(mail, explorer, 'owner') },
    { weight: 10, value: run(word, explorer, 'owner', '"WINWORD.EXE" /n "C:\\Users\\Public\\Documents\\offer.docx"') },
    { weight: 9, value: run(excel, explorer, 'owner') },
    { weight: 9, value: run(chat, explorer, 'owner') },
    // A link in a message, a printer of 32 bits: Office programs start others all the time.
    { weight: 7, value: run(browser, mail, 'owner', '"msedge.exe" --single-argument https://fabrikam.example/offer') },
    { weight: 4, value: run(program('splwow64.exe', 'C:\\Windows', 'splwow64.exe 8192', 'WINWORD.EXE'), word, 'owner') },
    { weight: 3, value: tool('rundll32.exe', 'rundll32.exe printui.dll,PrintUIEntry /ga /n"\\\\print01\\floor2"', explorer, 'owner') },
    { weight: 2, value: run(prompt, explorer, 'owner') },
    { weight: 2, value: tool('ipconfig.exe', 'ipconfig /all', prompt, 'owner') },
    { weight: 2, value: run(shell, explorer, 'owner') },
    { weight: 2, value: tool('net.exe', 'net use H: \\\\files\\home', prompt, 'owner') },
    {
      weight: 1,
      value: run(
        program('7zFM.exe', 'C:\\Program Files\\7-Zip', '"7zFM.exe" "C:\\Users\\Public\\drawings.zip"', 'explorer.exe', 'Igor Pavlov'),
        explorer,
        'owner',
      ),
    },
  ],
  management: [
    { weight: 14, value: run(shell, management, 'system', scriptOf('inventory.ps1')) },
    { weight: 8, value: run(shell, management, 'system', scriptOf('detect-compliance.ps1')) },
    // Management agents hide their windows and encode their commands, too.
    {
      weight: 3,
      value: run(
        shell,
        management,
        'system',
        'powershell.exe -NonInteractive -WindowStyle Hidden -EncodedCommand RwBlAHQALQBTAGUAcgB2AGkAYwBlAA==',
      ),
    },
    { weight: 12, value: run(installer, host, 'system') },
    { weight: 5, value: tool('schtasks.exe', 'schtasks /Create /TN "\\Contoso\\Inventory" /XML inventory.xml /F', installer, 'system') },
    { weight: 4, value: tool('reg.exe', 'reg add HKLM\\SOFTWARE\\Contoso /v Version /d 4 /f', installer, 'system') },
    { weight: 4, value: tool('sc.exe', 'sc config ContosoAgent start= auto', installer, 'system') },
    { weight: 4, value: tool('gpupdate.exe', 'gpupdate /target:computer', host, 'system') },
    { weight: 3, value: tool('certutil.exe', 'certutil -pulse', host, 'system') },
    { weight: 3, value: tool('wevtutil.exe', 'wevtutil qe System /c:10 /f:text', management, 'system') },
    { weight: 4, value: tool('wmic.exe', 'wmic bios get serialnumber', management, 'system') },
    {
      weight: 8,
      value: run(
        program(
          'MpCmdRun.exe',
          'C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18',
          '"MpCmdRun.exe" SignatureUpdate -ScheduleJob',
          'MsMpEng.exe',
        ),
        protection,
        'system',
      ),
    },
  ],
  servers: [
    { weight: 10, value: { role: 'web' as ServerRole, run: run(webWorker, host, 'system') } },
    {
      weight: 3,
      value: {
        role: 'web' as ServerRole,
        run: run(
          program('csc.exe', 'C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319', 'csc.exe /noconfig @"app.cmdline"', 'w3wp.exe'),
          webWorker,
          'system',
        ),
      },
    },
    {
      weight: 6,
      value: {
        role: 'database' as ServerRole,
        run: run(
          program(
            'SQLAGENT.EXE',
            'C:\\Program Files\\Microsoft SQL Server\\MSSQL16\\MSSQL\\Binn',
            '"SQLAGENT.EXE" -i MSSQLSERVER',
            'services.exe',
          ),
          databaseEngine,
          'database',
        ),
      },
    },
    { weight: 4, value: { role: 'domainController' as ServerRole, run: tool('dfsrs.exe', 'dfsrs.exe', services, 'system') } },
    { weight: 2, value: { role: 'domainController' as ServerRole, run: tool('repadmin.exe', 'repadmin /replsummary', host, 'system') } },
    {
      weight: 3,
      value: { role: 'management' as ServerRole, run: run(shell, host, 'deployment', '"powershell.exe" -File D:\\deploy\\rollout.ps1') },
    },
    {
      weight: 2,
      value: { role: 'file' as ServerRole, run: tool('robocopy.exe', 'robocopy D:\\shares E:\\mirror /MIR /R:1', host, 'deployment') },
    },
  ],
  backup: [
    tool('vssadmin.exe', 'vssadmin list shadows', backupService, 'backup'),
    run(
      program(
        'BackupAgent.exe',
        'C:\\Program Files\\Contoso Backup',
        '"BackupAgent.exe" /prune /keep:14',
        'BackupAgent.exe',
        'Contoso Backup',
      ),
      backupService,
      'backup',
    ),
  ],
  serviceDesk: [tool('whoami.exe', 'whoami /groups', prompt, 'owner'), tool('systeminfo.exe', 'systeminfo', prompt, 'owner')],
} as const;

import type { LogRow } from '../log-row.ts';
import type { SimulatedDevice } from '../organization.ts';
import type { BackgroundTable } from './background.ts';
import { hourMs, instantsOf } from './background.ts';
import { accountOf, actor, deviceColumns } from './endpoint-rows.ts';
import type { Program, Run } from './programs.ts';
import { programs } from './programs.ts';

const sites = [
  'login.microsoftonline.com',
  'outlook.office365.com',
  'teams.microsoft.com',
  'cdn.example',
  'news.example',
  'fabrikam.example',
] as const;

/** Connections of browsers and programs; servers inside; the scanner that knocks on every door. */
export const deviceNetwork: BackgroundTable = {
  name: 'DeviceNetworkEvents',
  rows(day, background, random) {
    const { people } = background;
    const connection = (
      device: SimulatedDevice,
      atMs: number,
      program: Program,
      as: Run['as'],
      to: { ip: string; port: number; url: string },
      isFailure = false,
    ): LogRow => ({
      ...deviceColumns(device, atMs, random),
      ActionType: isFailure ? 'ConnectionFailed' : 'ConnectionSuccess',
      RemoteIP: to.ip,
      RemotePort: to.port,
      RemoteUrl: to.url,
      RemoteIPType: to.ip.startsWith('10.') ? 'Private' : 'Public',
      LocalIP: device.localIp,
      LocalPort: random.integer(49_152, 65_500),
      LocalIPType: 'Private',
      Protocol: 'Tcp',
      ...actor(program, accountOf(people, device, as), atMs, random),
      AdditionalFields: {},
    });
    const browsing = instantsOf(day, background, random, 150, 0.15).map((atMs) => {
      const program = random.pickWeighted([
        { value: programs.browser, weight: 6 },
        { value: programs.mail, weight: 3 },
        { value: programs.chat, weight: 3 },
      ]);
      return connection(random.pick(people.workstations), atMs, program, 'owner', {
        ip: `198.51.100.${random.integer(1, 250)}`,
        port: 443,
        url: random.pick(sites),
      });
    });
    const inside = instantsOf(day, background, random, 50, 0.2).map((atMs) => {
      const { value: port } = random.pick([{ value: 445 }, { value: 389 }, { value: 88 }, { value: 53 }]);
      const target = port === 445 ? people.servers.file : people.servers.domainController;
      return connection(random.pick(people.workstations), atMs, programs.services, 'system', { ip: target.localIp, port, url: '' });
    });
    // Every Tuesday evening: many addresses and ports from one machine.
    const isScanDay = new Date(day.startMs + 12 * hourMs).getUTCDay() === 2;
    const scan = isScanDay
      ? people.workstations
          .slice(0, 25)
          .flatMap((target, index) =>
            [22, 445, 3389].map((port, slot) =>
              connection(
                people.servers.scanner,
                day.startMs + 20 * hourMs + index * 12_000 + slot * 2000,
                programs.scanner,
                'scanner',
                { ip: target.localIp, port, url: '' },
                port === 22,
              ),
            ),
          )
      : [];
    return [...browsing, ...inside, ...scan];
  },
};

import { describe, expect, it } from 'vitest';
import { accentOf, fontOf } from './brand.ts';
import { findCustomer, loadCustomers, requireOperator } from './customer-book.ts';
import type { FileReader } from './file-reader.ts';

const operatorText = `name: Northwind
serviceName: Defender Experts for XDR
tenantId: 5f0c7a52-3a41-4c0b-9f57-0d2d6f1c9a10
subscriptionId: 9d1be0a4-6f0e-4a35-8f3c-3f7a1f1be201
deliveryTeam: [{name: Ingrid, role: Service delivery manager, email: i@northwind.example}]
principals:
  readers: {principalId: 2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b301, displayName: Read}
  responders: {principalId: 2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b302, displayName: Respond}
  approvers: {principalId: 2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b303, displayName: Approve}
  deployer: {principalId: 2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b304, displayName: Deploy, clientId: 7e4a9c18-5d26-4b7f-a0c3-8b1f2e6d4401}
state: {resourceGroup: rg-ops, storageAccount: stops, container: tfstate}
`;

function customerText(id: string, digit: number, extra = ''): string {
  return `id: ${id}
name: ${id}
tenantId: 11111111-2222-4333-8444-55555555555${digit}
primaryDomain: ${id}.example
subscriptionId: 21111111-2222-4333-8444-55555555555${digit}
region: westeurope
timeZone: Europe/Amsterdam
products: [entra-id]
seats: 10
contacts: [{role: incident-notification, name: Desk, email: desk@${id}.example, phone: +31 20 555 0100}]
${extra}`;
}

/** Files in memory, by path below `c`. */
function files(texts: Readonly<Record<string, string>>): FileReader {
  return {
    readText: async (file) => texts[file.replace(/^c\//u, '')],
    readBytes: async () => undefined,
    listFolders: async () =>
      [
        ...new Set(
          Object.keys(texts)
            .filter((name) => name.includes('/'))
            .map((name) => name.split('/')[0] ?? ''),
        ),
      ].toSorted(),
    hasFile: async (file) => texts[file.replace(/^c\//u, '')] !== undefined,
  };
}

async function problemsOf(texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const book = await loadCustomers('c', files({ 'operator.yaml': operatorText, ...texts }));
  return book.problems.map(({ code, position }) => `${position.file.replace('c/', '')}:${position.line}:${position.column} ${code}`);
}

describe('loadCustomers', () => {
  it('reads every customer and the operator', async () => {
    // WHEN
    const book = await loadCustomers(
      'c',
      files({
        'operator.yaml': operatorText,
        'abc/customer.yaml': customerText('abc', 1),
        'xyz/customer.yaml': customerText('xyz', 2),
        '_old/customer.yaml': 'nonsense',
      }),
    );
    // THEN
    expect(book.problems).toEqual([]);
    expect(book.customers.map((customer) => customer.id)).toEqual(['abc', 'xyz']);
    expect(requireOperator(book).name).toBe('Northwind');
  });

  it('keeps the good customers when others have problems, and reports those of all', async () => {
    const texts = {
      'operator.yaml': 'name: 1\n',
      'abc/customer.yaml': customerText('abc', 1),
      'bad/customer.yaml': 'id: bad\nseats: many\n',
      'empty/notes.txt': '',
    };
    const book = await loadCustomers('c', files(texts));
    expect(book.customers.map((customer) => customer.id)).toEqual(['abc']);
    expect(book.operator).toBeUndefined();
    expect(new Set(book.problems.map((problem) => problem.position.file))).toEqual(
      new Set(['c/operator.yaml', 'c/bad/customer.yaml', 'c/empty/customer.yaml']),
    );
    expect(() => requireOperator(book)).toThrow(expect.objectContaining({ code: 'MXDR-OPERATOR-INVALID', kind: 'usage' }));
  });

  it('names both places of everything that two customers share, whatever the letter case', async () => {
    // GIVEN two customers with one tenant, one subscription, one domain and one workspace
    const shared = 'workspace: {name: log-same}\n';
    const texts = {
      'abc/customer.yaml': customerText('abc', 1, shared),
      'xyz/customer.yaml': customerText('xyz', 1, shared)
        .replace('tenantId: 11111111-2222', 'tenantId: 11111111-2222')
        .replaceAll('xyz.example', 'ABC.example'),
    };
    // WHEN
    const book = await loadCustomers('c', files({ 'operator.yaml': operatorText, ...texts }));
    // THEN
    const messages = book.problems.map(({ message, position }) => `${position.file}:${position.line} ${message}`);
    expect(messages).toEqual([
      'c/abc/customer.yaml:3 tenantId "11111111-2222-4333-8444-555555555551" is also that of xyz (c/xyz/customer.yaml:3:11)',
      'c/abc/customer.yaml:4 primaryDomain "abc.example" is also that of xyz (c/xyz/customer.yaml:4:16)',
      'c/abc/customer.yaml:5 subscriptionId "21111111-2222-4333-8444-555555555551" is also that of xyz (c/xyz/customer.yaml:5:17)',
      'c/abc/customer.yaml:11 workspace.name "log-same" is also that of xyz (c/xyz/customer.yaml:11:19)',
      'c/xyz/customer.yaml:3 tenantId "11111111-2222-4333-8444-555555555551" is also that of abc (c/abc/customer.yaml:3:11)',
      'c/xyz/customer.yaml:4 primaryDomain "abc.example" is also that of abc (c/abc/customer.yaml:4:16)',
      'c/xyz/customer.yaml:5 subscriptionId "21111111-2222-4333-8444-555555555551" is also that of abc (c/abc/customer.yaml:5:17)',
      'c/xyz/customer.yaml:11 workspace.name "log-same" is also that of abc (c/abc/customer.yaml:11:19)',
    ]);
    expect(book.customers).toEqual([]);
  });

  it("refuses the operator's own tenant and subscription as a customer", async () => {
    const own = customerText('abc', 1).replace('11111111-2222-4333-8444-555555555551', '5F0C7A52-3A41-4C0B-9F57-0D2D6F1C9A10');
    expect(await problemsOf({ 'abc/customer.yaml': own })).toEqual(['abc/customer.yaml:3:11 MXDR-CUSTOMER-SHARED']);
  });

  it.each([
    ['an id that is not its folder', 'other/customer.yaml', customerText('abc', 1), 'other/customer.yaml:1:5 MXDR-CUSTOMER-ID'],
    [
      'an unknown time zone',
      'abc/customer.yaml',
      customerText('abc', 1).replace('Europe/Amsterdam', 'Europe/Amsterdm'),
      'abc/customer.yaml:7:11 MXDR-YAML-VALUE',
    ],
    ['an invalid locale', 'abc/customer.yaml', customerText('abc', 1, 'locale: en_GB\n'), 'abc/customer.yaml:11:9 MXDR-CUSTOMER-LOCALE'],
    [
      'an accent that cannot be read on white',
      'abc/customer.yaml',
      customerText('abc', 1, 'branding:\n  accent: "#ffcc00"\n'),
      'abc/customer.yaml:12:11 MXDR-CUSTOMER-CONTRAST',
    ],
    [
      'a family that documents cannot embed',
      'abc/customer.yaml',
      customerText('abc', 1, 'branding:\n  font: Comic Sans MS\n'),
      'abc/customer.yaml:12:9 MXDR-YAML-VALUE',
    ],
    [
      'no phone for incidents',
      'abc/customer.yaml',
      customerText('abc', 1).replace(', phone: +31 20 555 0100', ''),
      'abc/customer.yaml:10:11 MXDR-CUSTOMER-INCIDENT-CONTACT',
    ],
    [
      'an excluded scope group',
      'abc/customer.yaml',
      customerText('abc', 1, 'exclusions:\n  userGroups:\n    - {name: Defender_Experts_Scoped_Coverage_Users, reason: x}\n'),
      'abc/customer.yaml:13:14 MXDR-CUSTOMER-EXCLUSION',
    ],
    [
      'an asset class that the action never concerns',
      'abc/customer.yaml',
      customerText('abc', 1, 'response:\n  actions:\n    isolate-device: {default: act, assets: {mailbox: ask}}\n'),
      'abc/customer.yaml:13:54 MXDR-CUSTOMER-RESPONSE',
    ],
    [
      'a target to resolve before acknowledging',
      'abc/customer.yaml',
      customerText('abc', 1, 'sla: {acknowledgeMinutes: {High: 60}, resolveMinutes: {High: 30}}\n'),
      'abc/customer.yaml:11:62 MXDR-CUSTOMER-SLA',
    ],
    [
      'a total retention that Azure refuses',
      'abc/customer.yaml',
      customerText('abc', 1, 'workspace: {tables: [{name: SigninLogs, totalRetentionDays: 1000}]}\n'),
      'abc/customer.yaml:11:61 MXDR-CUSTOMER-RETENTION',
    ],
    [
      'a daily cap below the expected ingestion',
      'abc/customer.yaml',
      customerText('abc', 1, 'workspace: {dailyCapGb: 5, expectedIngestionGbPerDay: 9}\n'),
      'abc/customer.yaml:11:25 MXDR-CUSTOMER-DAILY-CAP',
    ],
    [
      'a logo outside the folder',
      'abc/customer.yaml',
      customerText('abc', 1, 'branding: {logo: ../other/logo.png}\n'),
      'abc/customer.yaml:11:18 MXDR-CUSTOMER-LOGO',
    ],
    [
      'a logo that is not there',
      'abc/customer.yaml',
      customerText('abc', 1, 'branding: {logo: logo.png}\n'),
      'abc/customer.yaml:11:18 MXDR-CUSTOMER-LOGO',
    ],
    [
      'a government region',
      'abc/customer.yaml',
      customerText('abc', 1).replace('westeurope', 'usgovvirginia'),
      'abc/customer.yaml:6:9 MXDR-CUSTOMER-REGION',
    ],
  ])('refuses %s, at its place', async (_, file, text, expected) => {
    expect(await problemsOf({ [file]: text })).toEqual([expected]);
  });

  it('refuses a look of the operator that cannot be read, lies elsewhere or is not there', async () => {
    const withBrand = (brand: string): Promise<readonly string[]> =>
      problemsOf({ 'operator.yaml': `${operatorText}branding: {${brand}}\n` });
    expect(await withBrand('accent: "#ffcc00"')).toEqual(['operator.yaml:12:20 MXDR-OPERATOR-CONTRAST']);
    expect(await withBrand('logo: ../logo.png')).toEqual(['operator.yaml:12:18 MXDR-OPERATOR-LOGO']);
    expect(await withBrand('logo: logo.png')).toEqual(['operator.yaml:12:18 MXDR-OPERATOR-LOGO']);
    expect(await problemsOf({ 'operator.yaml': `${operatorText}branding: {logo: logo.png}\n`, 'logo.png': '' })).toEqual([]);
  });

  it("gives documents the customer's colour, else the operator's, else a plain one", async () => {
    const accentWith = async (brand: string, ofCustomer: string): Promise<string> => {
      const texts = { 'operator.yaml': operatorText + brand, 'abc/customer.yaml': customerText('abc', 1, ofCustomer) };
      const book = await loadCustomers('c', files(texts));
      return accentOf(findCustomer(book, 'abc'), requireOperator(book));
    };
    const [operators, customers] = ['branding: {accent: "#0b5cad"}\n', 'branding: {accent: "#5b1a1a"}\n'];
    expect([await accentWith(operators, customers), await accentWith(operators, ''), await accentWith('', '')]).toEqual([
      '#5b1a1a',
      '#0b5cad',
      '#1f4e79',
    ]);
  });

  it("sets documents in the customer's family, else in the operator's, else in Inter", async () => {
    const fontWith = async (brand: string, ofCustomer: string): Promise<string> => {
      const texts = { 'operator.yaml': operatorText + brand, 'abc/customer.yaml': customerText('abc', 1, ofCustomer) };
      const book = await loadCustomers('c', files(texts));
      return fontOf(findCustomer(book, 'abc'), requireOperator(book));
    };
    const [operators, customers] = ['branding: {font: Source Sans 3}\n', 'branding: {font: IBM Plex Sans}\n'];
    expect([await fontWith(operators, customers), await fontWith(operators, ''), await fontWith('', '')]).toEqual([
      'IBM Plex Sans',
      'Source Sans 3',
      'Inter',
    ]);
  });

  it('warns of a daily cap without refusing the customer', async () => {
    const book = await loadCustomers(
      'c',
      files({ 'operator.yaml': operatorText, 'abc/customer.yaml': customerText('abc', 1, 'workspace: {dailyCapGb: 5}\n') }),
    );
    expect(book.problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['warning MXDR-CUSTOMER-DAILY-CAP']);
    expect(book.customers).toHaveLength(1);
  });

  it('refuses an operator whose pipeline is also a group of people', async () => {
    const text = operatorText.replace('61f0c9d2b304', '61f0c9d2b301');
    expect(await problemsOf({ 'operator.yaml': text })).toEqual(['operator.yaml:10:27 MXDR-OPERATOR-PRINCIPALS']);
  });

  it('refuses an operator whose application that reads is also the one that deploys', async () => {
    const reader = (principal: string, client: string): string =>
      operatorText.replace(
        'principals:',
        `principals:\n  readerApplication: {principalId: 2c7f3b60-9a4d-4e58-8a3e-61f0c9d2b${principal}, displayName: mxdr-reader, clientId: 7e4a9c18-5d26-4b7f-a0c3-8b1f2e6d4${client}}`,
      );
    expect(await problemsOf({ 'operator.yaml': reader('307', '402') })).toEqual([]);
    expect(await problemsOf({ 'operator.yaml': reader('304', '402') })).toEqual(['operator.yaml:7:36 MXDR-OPERATOR-PRINCIPALS']);
    expect(await problemsOf({ 'operator.yaml': reader('307', '401') })).toEqual(['operator.yaml:7:110 MXDR-OPERATOR-PRINCIPALS']);
  });

  it('says so when the folder is missing', async () => {
    await expect(loadCustomers('/nowhere/customers')).rejects.toMatchObject({ code: 'MXDR-CUSTOMERS-FOLDER-MISSING', kind: 'usage' });
  });
});

describe('findCustomer', () => {
  it('finds, or names the nearest id, or gives the problems of the file', async () => {
    // GIVEN
    const book = await loadCustomers(
      'c',
      files({ 'operator.yaml': operatorText, 'contoso/customer.yaml': customerText('contoso', 1), 'bad/customer.yaml': 'id: bad\n' }),
    );
    // THEN
    expect(findCustomer(book, 'contoso').id).toBe('contoso');
    expect(() => findCustomer(book, 'contosso')).toThrow(
      expect.objectContaining({ code: 'MXDR-CUSTOMER-UNKNOWN', mend: 'Did you mean "contoso"?', why: 'Customers here: bad, contoso.' }),
    );
    expect(() => findCustomer(book, 'bad')).toThrow(
      expect.objectContaining({
        code: 'MXDR-CUSTOMER-INVALID',
        why: expect.stringContaining('c/bad/customer.yaml:1:1 error MXDR-YAML-MISSING-KEY'),
      }),
    );
  });
});

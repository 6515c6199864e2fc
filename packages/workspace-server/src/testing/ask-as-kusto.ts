// Asks a server through Microsoft's client for Azure Data Explorer: ask-as-kusto.ts ORIGIN DATABASE, the token and the questions on standard
// input. The client takes its trust from NODE_EXTRA_CA_CERTS alone, which Node reads at its start; hence a process of its own.
import { text } from 'node:stream/consumers';
import { Client, ClientRequestProperties, KustoConnectionStringBuilder } from 'azure-kusto-data';

interface Question {
  readonly how: 'query' | 'query-v1' | 'command';
  readonly text: string;
  readonly options?: Readonly<Record<string, string>>;
}

const [origin = '', database = ''] = process.argv.slice(2);
const { token, questions } = JSON.parse(await text(process.stdin)) as { readonly token: string; readonly questions: readonly Question[] };
const client = new Client(KustoConnectionStringBuilder.withAccessToken(origin, token));

async function answer({ how, text: csl, options = {} }: Question): Promise<unknown> {
  const properties = new ClientRequestProperties({ ...options });
  try {
    const response =
      how === 'query'
        ? await client.executeQuery(database, csl, properties)
        : how === 'query-v1'
          ? await client.executeQueryV1(database, csl, properties)
          : await client.executeMgmt(database, csl, properties);
    const [primary] = response.primaryResults;
    return primary?.toJSON().data;
  } catch (error) {
    // The service's own words, where there are some.
    const said = (error as { readonly response?: { readonly status: number; readonly data: unknown } }).response;
    return said === undefined ? { message: String(error) } : { status: said.status, data: said.data };
  }
}

const answers: unknown[] = [];
for (const question of questions) answers.push(await answer(question));
client.close();
process.stdout.write(JSON.stringify(answers));

import { createHash } from 'node:crypto';
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PreviewServer } from './preview-server.ts';
import { startPreview } from './preview-server.ts';

let server: PreviewServer;

beforeEach(async () => {
  server = await startPreview('service-review, <b>Contoso</b>', 0);
});
afterEach(() => server.close());

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

function ask(path: string, options: { readonly host?: string; readonly method?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const url = new URL(path, server.url);
    const headers = options.host === undefined ? {} : { Host: options.host };
    request(url, { method: options.method ?? 'GET', headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    })
      .on('error', reject)
      .end();
  });
}

describe('the preview', () => {
  it('listens on this machine only, and answers nobody who asks for another name', async () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/u);
    expect(await ask('/report', { host: 'evil.example' })).toMatchObject({ status: 421, text: '' });
    expect(await ask('/', { host: `127.0.0.1.evil.example:${new URL(server.url).port}` })).toMatchObject({ status: 421 });
    expect(await ask('/', { host: `localhost:${new URL(server.url).port}` })).toMatchObject({ status: 200 });
  });

  it('allows exactly its own style and script, its frame and its events', async () => {
    const { headers, text } = await ask('/');
    const policy = String(headers['content-security-policy']);
    const hashOf = (tag: string) => {
      const content = new RegExp(`<${tag}>([^]*?)</${tag}>`, 'u').exec(text)?.[1] ?? '';
      return `sha256-${createHash('sha256').update(content, 'utf8').digest('base64')}`;
    };
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src '${hashOf('script')}';`);
    expect(policy).toContain(`style-src '${hashOf('style')}';`);
    expect(policy).not.toContain('unsafe');
    expect(text).not.toMatch(/<b>|style="| on\w+=/u);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
  });

  it('knows nothing but the page, the report and the events, and takes nothing', async () => {
    expect(await ask('/../package.json')).toMatchObject({ status: 404, text: '' });
    expect(await ask('/report', { method: 'POST' })).toMatchObject({ status: 405, text: '' });
  });

  it('tells open pages of each change, and keeps the last good report while one is broken', async () => {
    // GIVEN a page that listens
    const events: string[] = [];
    const listening = request(new URL('/events', server.url), (response) =>
      response.on('data', (chunk: Buffer) => events.push(chunk.toString('utf8'))),
    );
    listening.on('error', () => {}).end();
    await expect.poll(() => events.length).toBe(1);

    // WHEN it is made, then broken by a text that is no markup and ends no event
    server.publish({ kind: 'made', summary: 'made' }, '<p>good</p>');
    server.publish({ kind: 'broken', problems: ['</script>\n\nevent: other'] });

    // THEN
    await expect.poll(() => events.join('').match(/^id: /gmu)?.length).toBe(3);
    expect(events.join('')).toBe(
      [
        'id: 0\nevent: state\ndata: {"kind":"making"}\n\n',
        'id: 1\nevent: state\ndata: {"kind":"made","summary":"made"}\n\n',
        `id: 1\nevent: state\ndata: ${JSON.stringify({ kind: 'broken', problems: ['</script>\n\nevent: other'] })}\n\n`,
      ].join(''),
    );
    expect((await ask('/report')).text).toBe('<p>good</p>');
  });

  it('ends at once, open pages or not, and says when its port is taken', async () => {
    const { port } = new URL(server.url);
    await expect(startPreview('again', Number(port))).rejects.toMatchObject({ code: 'MXDR-PREVIEW-PORT' });
    request(new URL('/events', server.url))
      .on('error', () => {})
      .end();
    await server.close();
    await expect(ask('/')).rejects.toThrow(/ECONNREFUSED|socket hang up/u);
    server = await startPreview('again', 0);
  });
});

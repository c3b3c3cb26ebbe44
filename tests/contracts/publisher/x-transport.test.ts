// Where calls to X may go and how many: only to X itself or to this machine, and one call is one request.
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import tls from 'node:tls';
import fc from 'fast-check';
import { TwitterApi } from 'twitter-api-v2';
import { describe, expect, it } from 'vitest';
import { loopbackOrigin } from '#app/adapters/loopback-origin.ts';
import { readyConnections } from '#app/adapters/ready-connections.server.ts';
import { createXClient } from '#app/adapters/x-client.server.ts';
import { createXPublisher } from '#app/adapters/x-publisher.server.ts';
import { XTransport } from '#app/adapters/x-transport.server.ts';
import { createMemoryStore } from '#sandbox/memory-store.ts';
import { TEST_CERTIFICATE, TEST_CERTIFICATE_KEY } from '#tests/support/test-certificate.ts';
import { closedPort, startX, tokenOf } from './x-harness.ts';

describe('the base URL', () => {
  it.each([
    'http://127.0.0.1:4010',
    'http://127.8.9.10',
    'https://localhost:1',
    'http://[::1]:80',
    'http://0x7f.1:5/',
  ])('may be %s, on this machine', (url) => {
    expect(() => createXPublisher({ baseUrl: url })).not.toThrow();
  });

  it.each([
    'https://api.x.com',
    'http://example.com',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://127.example',
    'http://128.0.0.1',
    'http://0.0.0.0:80',
    'http://10.0.0.1',
    'http://192.168.1.2',
    'http://[::ffff:127.0.0.1]',
    'http://[::2]',
    'http://localhost.',
    'http://user@127.0.0.1',
    'http://127.0.0.1@example.com',
    'http://127.0.0.1/2',
    'http://127.0.0.1/?a=1',
    'http://127.0.0.1/#a',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    '127.0.0.1:80',
    '',
  ])('may not be %j', (url) => {
    expect(() => createXPublisher({ baseUrl: url })).toThrow(/on this machine/);
    expect(() => new XTransport({ baseUrl: url })).toThrow();
  });

  it('is this machine whatever is written, or refused without being repeated', () => {
    const anything = fc.oneof(fc.webUrl(), fc.ipV4(), fc.ipV6(), fc.domain(), fc.string());
    fc.assert(
      fc.property(anything, fc.constantFrom('', 'http://', 'https://', 'http://['), (text, before) => {
        try {
          const { hostname } = loopbackOrigin(before + text);
          expect(hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')).toBe(true);
        } catch (error) {
          if (text.length > 8) expect(String(error)).not.toContain(text);
        }
      }),
    );
  });
});

describe('the transport', () => {
  const api = (transport: XTransport) =>
    new TwitterApi('S3CRET', { plugins: [transport], httpAgent: transport.agent });

  it('carries nothing to another host than X', async () => {
    const client = api(new XTransport());
    await expect(client.v2.get('x', {}, { prefix: 'https://x.invalid/' })).rejects.toThrow('other than X');
    await expect(client.v2.get('x', {}, { prefix: 'http://api.x.com/' })).rejects.toThrow('other than X');
    await expect(client.v2.get('x', {}, { prefix: 'https://api.x.com:444/' })).rejects.toThrow(
      'other than X',
    );
  });

  it('carries no streams, which it could not redirect', () => {
    const client = api(new XTransport({ baseUrl: 'http://127.0.0.1:9' }));
    expect(() => client.v2.getStream('tweets/sample/stream')).toThrow('Streams');
  });

  it('stops at its number of calls, before anything is sent', async () => {
    const x = await startX(createMemoryStore());
    const accessToken = tokenOf(await x.addAccount());
    const transport = new XTransport({ baseUrl: x.sandbox.url, maxCalls: 1 });
    const client = new TwitterApi(accessToken, { plugins: [transport], httpAgent: transport.agent });
    await client.v2.post('tweets', { text: 'One' });
    await expect(client.v2.post('tweets', { text: 'Two' })).rejects.toThrow('stopped');
    expect(x.creates()).toHaveLength(1);
    await x.sandbox.close();
  });

  it('notes what happened on the wire, which the library loses, on a new connection each time', async () => {
    const x = await startX(createMemoryStore());
    const accessToken = tokenOf(await x.addAccount());
    x.faults.add({ path: '/2/users/me', effect: 'reset', at: 'before' });
    x.faults.add({ path: '/2/users/me', effect: 'cut', at: 'after', keepBytes: 5 });
    const transport = new XTransport({ baseUrl: x.sandbox.url });
    const client = new TwitterApi(accessToken, {
      plugins: [transport],
      httpAgent: transport.agent,
      compression: 'identity',
    });
    await expect(client.v2.me()).rejects.toThrow();
    await expect(client.v2.me()).rejects.toThrow();
    await client.v2.me();
    await client.v2.me();
    expect(new Set(x.seen.map(({ clientPort }) => clientPort)).size).toBe(4);
    expect(transport.calls.slice(0, 3)).toMatchObject([
      { reached: true, status: null, errorCode: 'ECONNRESET' },
      { reached: true, status: 200 },
      { reached: true, status: 200, errorCode: null },
    ]);
    await x.sandbox.close();

    const nobody = new XTransport({ baseUrl: `http://127.0.0.1:${await closedPort()}` });
    await expect(api(nobody).v2.me()).rejects.toThrow();
    expect(nobody.calls).toMatchObject([{ reached: false, status: null, errorCode: 'ECONNREFUSED' }]);
  });
});

describe('the client', () => {
  const credential = { kind: 'oauth2_user', accessToken: 'S3CRET' } as const;

  it('lets through one request, whatever is asked of it', async () => {
    const x = await startX(createMemoryStore());
    const accessToken = tokenOf(await x.addAccount());
    const reply = await createXClient({ baseUrl: x.sandbox.url })(
      { kind: 'oauth2_user', accessToken },
      async (v2) => {
        await v2.post('tweets', { text: 'One' });
        return v2.post('tweets', { text: 'Two' }, { fullResponse: true });
      },
    );
    expect(reply.kind).toBe('broken');
    expect(x.creates()).toHaveLength(1);
    await x.sandbox.close();
  });

  it('asks for no compression: the library would wait for ever on a compressed answer that is cut', async () => {
    const server = http.createServer((request, response) => {
      if (!request.headers['accept-encoding']) return void response.end('"plain"');
      response.writeHead(200, { 'content-encoding': 'br', 'content-length': 99 });
      response.write('cut', () => request.socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const client = createXClient({ baseUrl: `http://127.0.0.1:${port}` });
    const reply = await client(credential, (v2) => v2.get('users/me', {}, { fullResponse: true }));
    expect(reply).toMatchObject({ kind: 'answered', status: 200, body: '"plain"' });
    server.close();
  });

  it('lets no byte of a request leave once its moment is past, however late the connection stands (PF7)', async () => {
    const received: Buffer[] = [];
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (data) => received.push(data));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const client = createXClient({ baseUrl: `http://127.0.0.1:${port}`, now: () => new Date(2_000) });
    const late = await client(credential, (v2) => v2.post('tweets', { text: 'Hi' }, { fullResponse: true }), {
      notAfter: new Date(1_999),
    });
    expect(late).toEqual({ kind: 'never_connected', code: 'TOO_LATE', tooLate: true });
    await new Promise((resolve) => server.close(resolve));
    expect(Buffer.concat(received).toString('latin1')).toBe('');
  });

  it.each([true, false])('asks after the handshake whether it may still send: %s', async (may) => {
    const received: Buffer[] = [];
    const server = tls.createServer({ cert: TEST_CERTIFICATE, key: TEST_CERTIFICATE_KEY }, (socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        received.push(data);
        socket.end('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const watch = () => ({ deadline: AbortSignal.timeout(20_000), mayStillSend: () => may });
    const ended = await new Promise((resolve) => {
      const to = { host: '127.0.0.1', servername: 'localhost', port, ca: TEST_CERTIFICATE, method: 'POST' };
      const request = https.request({ ...to, agent: readyConnections(true, watch) as https.Agent });
      request.on('response', (response) => resolve(response.resume().statusCode));
      request.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
      request.end('secret');
    });
    await new Promise((resolve) => server.close(resolve));
    expect(ended).toBe(may ? 204 : 'TOO_LATE');
    expect(Buffer.concat(received).includes('secret')).toBe(may);
  });

  it('ends even when the library never does', async () => {
    const reply = await createXClient({ deadlineMs: 1 })(credential, () => new Promise(() => {}));
    expect(reply).toEqual({ kind: 'never_connected', code: null, tooLate: false });
  });
});

// Photos on an S3-compatible server keep the store's promise, against a real server; and against servers that are full, that are
// away, or that know less than others, nothing is lost or hidden.
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, test } from 'vitest';
import { newKey } from '#app/adapters/photo-areas.ts';
import { openPhotoAreas, tryPhotoAreas } from '#app/adapters/photo-storage.server.ts';
import { openS3Areas } from '#app/adapters/s3-photo-areas.server.ts';
import { PhotoStorageFull } from '#app/domain/ports/photo-store.ts';
import type { S3Settings } from '#app/photo-store-settings.ts';
import { hasS3Server, startS3Server } from '#tests/support/s3-server.ts';
import { photoStoreContract, some } from './photo-store-contract.ts';

const settingsFor = (endpoint: string, over: Partial<S3Settings> = {}): S3Settings => ({
  endpoint,
  region: 'eu-west-2',
  forcePathStyle: true,
  quarantineBucket: 'gatepost-originals',
  cleanBucket: 'gatepost-clean',
  prefix: '',
  accessKeyId: 'S3RVER',
  secretAccessKey: 'S3RVER',
  ...over,
});

/** Opens the contract's store on a real server, in the buckets and under the prefix given. */
async function onARealServer(over: Partial<S3Settings>) {
  const server = await startS3Server(['gatepost-originals', 'gatepost-clean']);
  const settings = settingsFor(server.endpoint, over);
  const client = new S3Client({
    region: settings.region,
    endpoint: server.endpoint,
    forcePathStyle: true,
    credentials: settings,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const place = (area: 'quarantine' | 'clean', key: string) => ({
    Bucket: area === 'quarantine' ? settings.quarantineBucket : settings.cleanBucket,
    Key: `${settings.prefix}${area}/${key}`,
  });
  return {
    areas: await openS3Areas(settings),
    peek: async (area: 'quarantine' | 'clean', key: string) => {
      const answer = await client.send(new GetObjectCommand(place(area, key))).catch(() => null);
      return answer?.Body ? Buffer.from(await answer.Body.transformToByteArray()) : null;
    },
    spoil: async (area: 'quarantine' | 'clean', key: string, bytes: Uint8Array) =>
      void (await client.send(new PutObjectCommand({ ...place(area, key), Body: bytes }))),
    end: async () => {
      client.destroy();
      await server.close();
    },
  };
}

const isInstalled = hasS3Server();
if (isInstalled) {
  photoStoreContract('on an S3 server, in two buckets', () => onARealServer({}));
  photoStoreContract('on an S3 server, in one bucket under a prefix', () =>
    onARealServer({ quarantineBucket: 'gatepost-clean', prefix: 'north/' }),
  );
}

describe.skipIf(!isInstalled)('the settings of an installation', () => {
  test('choose the server, and a look at it needs both buckets', async () => {
    const server = await startS3Server(['gatepost-originals', 'gatepost-clean']);
    const open = (over: Partial<S3Settings>) =>
      openPhotoAreas({
        dataDir: '/nowhere',
        photoStore: { kind: 's3', ...settingsFor(server.endpoint, over) },
      });
    await expect(tryPhotoAreas(await open({}))).resolves.toBeUndefined();
    await expect(tryPhotoAreas(await open({ cleanBucket: 'not-made' }))).rejects.toThrow(
      'could not put: NoSuchBucket',
    );
    await server.close();
  });
});

type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** A server that answers as a test says; every request it got is kept. */
async function serverThat(answer: Answer) {
  const requests: { method: string; path: string; headers: IncomingMessage['headers']; body: Buffer }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      requests.push({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body,
      });
      answer(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { requests, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const refusing =
  (status: number, code: string): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/xml' });
    response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`);
  };
const quick = { connect: 300, silence: 300, whole: 2_000 };

/** The signature that a request must carry (AWS Signature Version 4), reckoned from the request as it arrived. */
function signatureOf(request: Awaited<ReturnType<typeof serverThat>>['requests'][0], secret: string): string {
  const [, date = '', scope = '', names = ''] =
    /Credential=[^/]+\/(\d{8})\/(\S+),\s*SignedHeaders=(\S+),/.exec(request.headers.authorization ?? '') ??
    [];
  const [path = '', query = ''] = request.path.split('?');
  const signed = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [
    request.method,
    path,
    query.split('&').sort().join('&'),
    signed.join(''),
    names,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const digest = createHash('sha256').update(canonical).digest('hex');
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], `${date}/${scope}`, digest].join('\n');
  const hmac = (key: Buffer | string, what: string) => createHmac('sha256', key).update(what).digest();
  const key = scope.split('/').reduce<Buffer>(hmac, hmac(`AWS4${secret}`, date));
  return createHmac('sha256', key).update(text).digest('hex');
}

describe('what is sent', () => {
  test('is signed with the secret of the settings and with no other, bytes and all', async () => {
    const { requests, endpoint } = await serverThat((_request, response) => response.end('<a/>'));
    const areas = await openS3Areas(settingsFor(endpoint, { secretAccessKey: 'swordfish' }));
    await areas.put('quarantine', newKey('quarantine'), [some(100)]);
    await areas.read('clean', newKey('clean'));
    await areas.list('clean', newKey('clean'));
    await areas.remove('clean', newKey('clean'));
    expect(requests.map(({ method }) => method)).toEqual(['PUT', 'GET', 'GET', 'DELETE']);
    for (const request of requests) {
      const carried = /Signature=([0-9a-f]{64})$/.exec(request.headers.authorization ?? '')?.[1];
      expect(carried).toBe(signatureOf(request, 'swordfish'));
      expect(carried).not.toBe(signatureOf(request, 'another'));
      const whole = createHash('sha256').update(request.body).digest('hex');
      expect(request.headers['x-amz-content-sha256']).toBe(whole);
    }
  });

  test('is signed, whole, proved by its digest, and never over what is there', async () => {
    const { requests, endpoint } = await serverThat((_request, response) => response.end());
    const areas = await openS3Areas(settingsFor(endpoint));
    const key = newKey('quarantine');
    await areas.put('quarantine', key, [some(10), some(20)]);
    expect(requests).toHaveLength(1);
    const [{ method, path, headers, body }] = requests as [(typeof requests)[0]];
    expect(`${method} ${path.split('?')[0]}`).toBe(`PUT /gatepost-originals/quarantine/${key}`);
    expect(body.equals(Buffer.concat([some(10), some(20)]))).toBe(true);
    expect(headers['content-md5']).toBe(createHash('md5').update(body).digest('base64'));
    expect(headers['if-none-match']).toBe('*');
    expect(headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=S3RVER\/\d{8}\/eu-west-2\/s3\/aws4_request/,
    );
    expect(headers['content-encoding']).toBeUndefined();
  });

  test('goes without the condition to a server that does not know it, from then on', async () => {
    const { requests, endpoint } = await serverThat((request, response, body) =>
      request.headers['if-none-match']
        ? refusing(501, 'NotImplemented')(request, response, body)
        : void response.end(),
    );
    const areas = await openS3Areas(settingsFor(endpoint));
    await areas.put('clean', newKey('clean'), [some(10)]);
    await areas.put('clean', newKey('clean'), [some(10)]);
    expect(requests.filter(({ headers }) => !headers['if-none-match'])).toHaveLength(2);
    expect(requests.at(-1)?.headers['if-none-match']).toBeUndefined();
    const tries = requests.filter(({ headers }) => headers['if-none-match']);
    expect(tries.length).toBeLessThanOrEqual(2);
  });

  test('counts as stored when only the answer to the first try was lost', async () => {
    let tries = 0;
    const { endpoint } = await serverThat((request, response, body) => {
      tries += 1;
      if (tries === 1) response.destroy();
      else refusing(412, 'PreconditionFailed')(request, response, body);
    });
    const areas = await openS3Areas(settingsFor(endpoint));
    await expect(areas.put('clean', newKey('clean'), [some(10)])).resolves.toBeUndefined();
    expect(tries).toBe(2);
  });

  test('is an error when something lies there at the first try', async () => {
    const { endpoint } = await serverThat(refusing(412, 'PreconditionFailed'));
    const areas = await openS3Areas(settingsFor(endpoint));
    await expect(areas.put('clean', newKey('clean'), [some(10)])).rejects.toThrow('PreconditionFailed');
  });
});

describe('a server', () => {
  test('that keeps versions of what is removed is found out', async () => {
    for (const [status, kept] of [
      ['Enabled', true],
      ['Suspended', false],
      ['', false],
    ] as const) {
      const { endpoint } = await serverThat((_request, response) =>
        response.end(
          `<VersioningConfiguration>${status ? `<Status>${status}</Status>` : ''}</VersioningConfiguration>`,
        ),
      );
      expect(await (await openS3Areas(settingsFor(endpoint))).keepsRemoved('clean')).toBe(kept);
    }
    const unknown = await serverThat(refusing(501, 'NotImplemented'));
    expect(await (await openS3Areas(settingsFor(unknown.endpoint))).keepsRemoved('clean')).toBe(false);
  });

  test.each([
    [507, 'XMinioStorageFull'],
    [403, 'QuotaExceeded'],
    [507, 'SomethingElse'],
  ])('that is full (%i %s) is said to be', async (status, code) => {
    const { endpoint } = await serverThat(refusing(status, code));
    const areas = await openS3Areas(settingsFor(endpoint));
    await expect(areas.put('clean', newKey('clean'), [some(10)])).rejects.toBeInstanceOf(PhotoStorageFull);
  });

  test('that says the key is not there is believed; one that says anything else is not', async () => {
    const nothing = await serverThat(refusing(404, 'NoSuchKey'));
    const areas = await openS3Areas(settingsFor(nothing.endpoint));
    expect(await areas.read('clean', newKey('clean'))).toBeNull();
    await expect(areas.remove('clean', newKey('clean'))).resolves.toBeUndefined();
    for (const [status, code] of [
      [404, 'NoSuchBucket'],
      [403, 'AccessDenied'],
      [403, 'InvalidAccessKeyId'],
      [500, 'InternalError'],
    ] as const) {
      const { endpoint } = await serverThat(refusing(status, code));
      const away = await openS3Areas(settingsFor(endpoint));
      await expect(away.read('clean', newKey('clean'))).rejects.toThrow(code);
      await expect(away.put('clean', newKey('clean'), [some(1)])).rejects.not.toBeInstanceOf(
        PhotoStorageFull,
      );
      await expect(away.list('clean', null)).rejects.toThrow(code);
      expect(await away.health()).toMatchObject({ ok: false, detail: expect.stringContaining(code) });
    }
  });

  test('that takes the question and never answers is given up, after two tries', async () => {
    const { requests, endpoint } = await serverThat(() => undefined);
    const areas = await openS3Areas(settingsFor(endpoint), quick);
    await expect(areas.read('clean', newKey('clean'))).rejects.toThrow(/could not get: Timeout/);
    await expect(areas.put('clean', newKey('clean'), [some(9)])).rejects.toThrow(/could not put: Timeout/);
    expect(requests).toHaveLength(4);
  });

  test('that stops in the middle of a photo gives no half photo', async () => {
    const { endpoint } = await serverThat((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write(some(500));
    });
    const areas = await openS3Areas(settingsFor(endpoint), quick);
    await expect(areas.read('clean', newKey('clean'))).rejects.toThrow('could not get');
  });

  test('that is not there is said to be, and nothing of the credentials is', async () => {
    const { endpoint } = await serverThat(() => undefined);
    closers.splice(0).forEach((close) => close());
    const areas = await openS3Areas(settingsFor(endpoint, { secretAccessKey: 'swordfish' }), quick);
    const failed = await areas.put('clean', newKey('clean'), [some(9)]).catch((error: Error) => error);
    expect(String(failed)).toMatch(/could not put: .*ECONNREFUSED/);
    expect(JSON.stringify(failed, Object.getOwnPropertyNames(failed))).not.toContain('swordfish');
  });
});

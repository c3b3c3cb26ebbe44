// No place ever leaves with a post: whatever a caller hands over besides, every body that reaches X holds the words, the photos' ids
// and their descriptions, and nothing that could say where (T-06, R-61, R-69).
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createXPublisher } from '#app/adapters/x-publisher.server.ts';
import { newPost } from './publisher-harness.ts';
import { practiceAccount } from './x-harness.ts';

interface Asked {
  path: string;
  query: string;
  type: string;
  body: string;
}

let server: http.Server;
let baseUrl: string;
const asked: Asked[] = [];

beforeAll(async () => {
  server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { pathname, search } = new URL(request.url ?? '/', 'http://x.example');
      const type = request.headers['content-type'] ?? '';
      asked.push({ path: pathname, query: search, type, body: Buffer.concat(parts).toString('latin1') });
      response.writeHead(pathname === '/2/tweets' ? 201 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ data: { id: '1234567890123456789', text: 'ok', expires_at: 1 } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const ACCOUNT = practiceAccount('a', '42', 'token');
/** All that X's interface knows by which a post or a photo could carry a place, as if somebody had handed it over. */
const PLACE = {
  geo: { place_id: '5a110d312052166f' },
  place: { id: '5a110d312052166f' },
  coordinates: [53.4, -2.9],
  lat: 53.4,
  long: -2.9,
  display_coordinates: true,
};

/** Names of every field in a body, however deep. */
const fieldsOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap(fieldsOf)
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => [name, ...fieldsOf(inner)])
      : [];

test('a post is created from its words and its photos alone', async () => {
  asked.length = 0;
  const post = { ...newPost('We built rafts', { mediaIds: ['77'], altTexts: ['Rafts'] }), ...PLACE };
  expect((await createXPublisher({ baseUrl }).create(ACCOUNT, post)).outcome).toBe('published');
  expect(asked).toHaveLength(1);
  const [create] = asked;
  expect(create).toMatchObject({ path: '/2/tweets', query: '' });
  expect(JSON.parse(create?.body ?? '')).toEqual({ text: 'We built rafts', media: { media_ids: ['77'] } });
});

test('a photo is brought with its bytes and its description alone', async () => {
  asked.length = 0;
  const photo = {
    bytes: new Uint8Array([1, 2, 3]),
    mediaType: 'image/jpeg' as const,
    altText: 'Rafts',
    width: 640,
    height: 480,
    ...PLACE,
  };
  await createXPublisher({ baseUrl, pause: async () => undefined }).prepare(ACCOUNT, [photo]);
  const json = asked.filter(({ type }) => type.startsWith('application/json'));
  expect(json.length).toBeGreaterThanOrEqual(2);
  const known = ['media_type', 'media_category', 'total_bytes', 'id', 'metadata', 'alt_text', 'text'];
  expect(
    json.flatMap(({ body }) => fieldsOf(JSON.parse(body))).filter((name) => !known.includes(name)),
  ).toEqual([]);
  const parts = asked.filter(({ type }) => type.startsWith('multipart/'));
  expect(parts).toHaveLength(1);
  const names = [...(parts[0]?.body ?? '').matchAll(/ name="([^"]+)"/g)].map(([, name]) => name);
  expect(names.sort()).toEqual(['media', 'segment_index']);
});

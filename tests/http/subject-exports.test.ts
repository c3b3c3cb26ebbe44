// One pupil's file over HTTP: who gets to it, what its answer looks like, and what becomes of it after a day.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_LIVES_MS } from '#app/domain/exports/export-steps.ts';
import { workExport } from '#app/domain/exports/work-export.ts';
import * as askRoute from '#app/routes/s.$school.pupils.$pupilId.export.tsx';
import * as fileRoute from '#app/routes/s.$school.exports.$exportId.file.ts';
import * as listRoute from '#app/routes/s.$school.exports._index.tsx';
import * as pageRoute from '#app/routes/s.$school.exports.$exportId._index.tsx';
import * as pupilRoute from '#app/routes/s.$school.pupils.$pupilId._index.tsx';
import { answered, askedExport, unzipped } from '#tests/support/exports.ts';
import { openWeb, responseOf, type Web } from '#tests/support/web.ts';

const school = 'ashwick-lane-primary-school';
const BASE = `/s/${school}`;
let web: Web;
let exportId: string;
beforeAll(async () => {
  web = await openWeb();
  web.services.deps = answered(web.world);
  ({ exportId } = await askedExport(web.world, web.world.pupil(0)));
});
afterAll(() => web.close());

const ask = (as: string, form: Record<string, string>, pupilId = web.world.pupil(0)) =>
  responseOf(() =>
    askRoute.action(
      web.args(`${BASE}/pupils/${pupilId}/export`, { as, form, params: { school, pupilId } }) as never,
    ),
  );
const fetchAs = (as: string, headers: Record<string, string> = {}) =>
  responseOf(() =>
    fileRoute.action(
      web.args(`${BASE}/exports/${exportId}/file`, {
        as,
        form: {},
        headers,
        params: { school, exportId },
      }) as never,
    ),
  );
const pageFor = async (as: string, not = '') => {
  const path = `${BASE}/exports/${exportId}${not && `?not=${not}`}`;
  return responseOf(() => pageRoute.loader(web.args(path, { as, params: { school, exportId } }) as never));
};

describe('asking', () => {
  it('leads to the file’s page, says what is missing, and is for the data lead alone', async () => {
    const key = { requestKey: randomUUID() };
    const asked = await ask('ashwick/data', { ...key, reference: 'SAR 9' });
    expect([asked.status, asked.headers.get('location')]).toEqual([
      302,
      expect.stringMatching(/\/exports\/[0-9a-f-]{36}$/),
    ]);
    const missing = await ask('ashwick/data', { ...key, reference: ' ' });
    expect([missing.status, await missing.json()]).toMatchObject([
      422,
      { errors: { reference: expect.stringContaining('number') as string } },
    ]);
    for (const as of ['ashwick/head', 'ashwick/dsl', 'ashwick/office', 'ashwick/teacher', 'harrowdean/data'])
      expect((await ask(as, { ...key, reference: 'SAR 9' })).status).toBe(404);
  });

  it('is offered on the pupil’s page to those who may, and to nobody else', async () => {
    const shown = async (as: string) => {
      const args = web.args(`${BASE}/pupils/x`, { as, params: { school, pupilId: web.world.pupil(0) } });
      return (await (await responseOf(() => pupilRoute.loader(args as never))).json()) as {
        exports: boolean;
        list: unknown;
      };
    };
    expect(await shown('ashwick/data')).toMatchObject({ exports: true, list: { page: 1 } });
    expect(await shown('ashwick/dsl')).toMatchObject({ exports: false, list: { page: 1 } });
    expect(await shown('ashwick/office')).toMatchObject({ exports: false, list: null, history: null });
  });
});

// In its own order: what is asked for, made, fetched and destroyed is one file.
describe('the file', { shuffle: false }, () => {
  it('cannot be fetched before it is made: the page says so', async () => {
    const early = await fetchAs('ashwick/data');
    expect(early.headers.get('location')).toBe(`${BASE}/exports/${exportId}?not=file_gone`);
    expect(await (await pageFor('ashwick/data', 'file_gone')).json()).toMatchObject({
      state: 'waiting',
      fault: { sentence: expect.stringContaining('not there to fetch') as string },
    });
    expect(await (await pageFor('ashwick/data', 'anything')).json()).toMatchObject({ fault: null });
  });

  it('goes to the data lead alone, whole, under a name without a name, and nothing on the way may keep it', async () => {
    expect(await workExport(web.world.worker, { schoolId: web.world.schoolId, exportId })).toBe('ready');
    for (const as of ['ashwick/head', 'ashwick/dsl', 'ashwick/office', 'harrowdean/data'])
      expect([as, (await fetchAs(as)).status, (await pageFor(as)).status]).toEqual([as, 404, 404]);
    expect((await fetchAs('ashwick/data', { origin: 'https://elsewhere.example' })).status).toBe(403);
    const response = await fetchAs('ashwick/data');
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="pupil-AS\d+-records\.zip"$/,
      ) as string,
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    const body = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-length')).toBe(String(body.byteLength));
    expect([...(await unzipped(body)).keys()].sort()).toEqual(['index.html', 'records.json']);
    const { deps } = web.services;
    web.services.deps = { ...deps, pause: async () => undefined };
    expect((await fetchAs('ashwick/data')).headers.get('location')).toContain('not=file_no_answer');
    web.services.deps = deps;
  });

  it('warns on a device that others use', async () => {
    const args = web.args(`${BASE}/exports/${exportId}`, {
      as: 'ashwick/data',
      headers: { 'x-test-shared-device': 'yes' },
      params: { school, exportId },
    });
    expect(await (await responseOf(() => pageRoute.loader(args as never))).json()).toMatchObject({
      shared: true,
    });
  });

  it('is gone after its day, whether or not anybody swept, and stays on the list', async () => {
    web.world.clock.advance(EXPORT_LIVES_MS);
    expect((await fetchAs('ashwick/data')).headers.get('location')).toContain('not=file_gone');
    expect(await (await pageFor('ashwick/data')).json()).toMatchObject({ state: 'destroyed' });
    const list = web.args(`${BASE}/exports?page=nonsense`, { as: 'ashwick/data', params: { school } });
    const { lines } = (await (await responseOf(() => listRoute.loader(list as never))).json()) as {
      lines: { id: string; title: string }[];
    };
    expect(lines.find(({ id }) => id === exportId)?.title).toBe('Its day is over');
    const governor = web.args(`${BASE}/exports`, { as: 'ashwick/head', params: { school } });
    expect((await responseOf(() => listRoute.loader(governor as never))).status).toBe(404);
  });
});

// The import pages as people use them, without scripts: whole requests, whole pages, hostile files, and who may see what.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workImport } from '#app/domain/import/work-import.ts';
import { daysUntilStale } from '#app/domain/consent/export-age.ts';
import { safeCell, staleWords } from '#app/presenters/imports.ts';
import { csvOf, rowOf, wholeImport } from '#tests/support/imports.ts';
import { openWeb, ORIGIN, requestOf, type Web } from '#tests/support/web.ts';
import { wholeResponse } from '#tests/support/whole-pages.ts';
import { words as wordsOf } from './drawn.tsx';

const BASE = '/s/ashwick-lane-primary-school/imports';
let web: Web;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

async function ask(as: string, path: string, form?: Record<string, string | string[]> | FormData) {
  const headers = { host: new URL(ORIGIN).host };
  const request = requestOf(path, { as, headers, ...(form ? { form } : {}) });
  const response = await wholeResponse(request, web.context());
  const html = await response.text();
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
  return {
    status: response.status,
    to: response.headers.get('location'),
    html,
    says: wordsOf(main),
    headers: response.headers,
  };
}

function fileForm(bytes: Uint8Array, importId: string = randomUUID()): { form: FormData; importId: string } {
  const form = new FormData();
  form.set('importId', importId);
  form.set('file', new File([Uint8Array.from(bytes)], 'Amelia Asante.csv'));
  return { form, importId };
}

const ref = (importId: string) => ({ schoolId: web.world.schoolId, importId });

describe('an import by the office and the data lead', () => {
  it('goes from the file to the report, each in their part', async () => {
    const HEAD = ['Pupil ID', 'Legal forename', 'Surname', 'Year', 'Reg Group', 'Photos online'];
    const rows = [
      ['=1+1', 'Zora', 'Finch', '3', '3 Elm', 'Yes'],
      ['M-2', 'Otto', 'Finch', '3', '3 Elm', 'Refused'],
      ['M-3', 'Ida', 'Finch', '3', '3 Elm', 'Perhaps'],
    ];
    expect((await ask('ashwick/office', BASE)).says).toContain('Practice: no real children');
    const { form, importId } = fileForm(csvOf([HEAD, ...rows]));
    const page = `${BASE}/${importId}`;
    expect(await ask('ashwick/office', BASE, form)).toMatchObject({ status: 302, to: page });
    expect((await ask('ashwick/office', page)).says).toContain('You can leave this page');
    await workImport(web.world.worker, ref(importId));
    const mapping = await ask('ashwick/office', page);
    expect(mapping.says).toContain('Read as CSV in UTF-8, cells parted by commas: 3 rows.');
    expect(mapping.html).toContain('Zora');
    const described = {
      intent: 'map',
      system: 'arbor',
      layout: 'wide',
      misId: 'Pupil ID',
      legalForename: 'Legal forename',
      legalSurname: 'Surname',
      yearGroup: 'Year',
      registrationGroup: 'Reg Group',
      typeColumns: ['Photos online'],
      dateFormat: 'dmy',
      exportedOn: '2026-11-18',
      keepAs: 'Arbor photos',
    };
    const future = await ask('ashwick/office', page, { ...described, exportedOn: '2026-12-01' });
    expect(future).toMatchObject({ status: 422 });
    expect(future.html).toContain('href="#exportedOn"');
    expect(await ask('ashwick/office', page, described)).toMatchObject({ status: 302, to: page });
    expect((await ask('ashwick/office', page)).says).toContain('The data lead goes on from here.');
    const meaning = {
      intent: 'sign',
      'type-0': 'photos online',
      'use-0': 'yes',
      'subjects-0': ['image'],
      'channels-0': ['x', 'website'],
      'purposes-0': ['celebration'],
      'scope-0': 'own_school',
    };
    expect((await ask('ashwick/office', page, meaning)).status).toBe(403);
    expect((await ask('ashwick/data', page, { ...meaning, 'channels-0': [] })).status).toBe(422);
    expect((await ask('ashwick/data', page, meaning)).status).toBe(302);
    await workImport(web.world.worker, ref(importId));
    const preview = await ask('ashwick/data', page);
    expect(preview.says).toMatch(/New pupils\s*2/);
    expect(preview.says).toContain('an answer that we do not know');
    expect(preview.html).not.toContain('Zora');
    expect((await ask('ashwick/data', page, { intent: 'start' })).status).toBe(302);
    await workImport(web.world.worker, ref(importId));
    expect((await ask('ashwick/data', page)).says).toContain('Let these permissions in');
    expect((await ask('ashwick/data', page, { intent: 'let-in', sure: 'yes' })).status).toBe(302);
    await workImport(web.world.worker, ref(importId));
    const done = await ask('ashwick/data', page);
    expect(done.says).toContain('Done. Every row is in the report.');
    const report = await ask('ashwick/office', `${page}/report`);
    expect(report.headers.get('content-type')).toContain('text/csv');
    expect(report.html).toContain(`"2","'=1+1","New pupil; permissions let in"`);
    expect(report.html).toContain('"3","M-2","New pupil"');
    expect(report.html).toMatch(/"4","M-3","Left out: an answer that we do not know/);
    expect(report.html).not.toMatch(/Zora|Finch/);
    expect((await rowOf(web.world, ref(importId))).state).toBe('done');
  });

  it('offers a kept description the next time', async () => {
    const file = csvOf([
      ['Pupil ID', 'Photos online'],
      ['M-2', 'No'],
    ]);
    const described = {
      intent: 'map',
      system: 'bromcom',
      layout: 'wide',
      misId: 'Pupil ID',
      typeColumns: ['Photos online'],
      dateFormat: 'dmy',
      exportedOn: '2026-11-18',
      keepAs: 'Ours',
    };
    for (const kept of [false, true]) {
      const { form, importId } = fileForm(file);
      const page = `${BASE}/${importId}`;
      await ask('ashwick/data', BASE, form);
      await workImport(web.world.worker, ref(importId));
      if (kept) {
        const offered = await ask('ashwick/data', `${page}?kept=Ours`);
        expect(offered.says).toContain('Fill in from last time');
        expect(offered.html).toMatch(/value="bromcom" selected/);
      } else expect((await ask('ashwick/data', page, described)).status).toBe(302);
      expect((await ask('ashwick/data', page, { intent: 'drop' })).status).toBe(302);
    }
  });
});

describe('who may', () => {
  it('keeps the pages from everybody but the office and the data lead', async () => {
    const { importId } = await wholeImport(
      web.world,
      csvOf([
        ['Pupil ID', 'Forename', 'Surname'],
        ['M-9', 'A', 'B'],
      ]),
      {
        mapping: { layout: 'none', typeColumns: [] },
      },
    );
    for (const who of ['teacher', 'head', 'comms', 'dsl', 'governor'])
      for (const path of [BASE, `${BASE}/${importId}`, `${BASE}/${importId}/report`])
        expect((await ask(`ashwick/${who}`, path)).status, `${who} ${path}`).toBe(404);
    for (const path of [`${BASE}/${importId}`, `${BASE}/${importId}/report`]) {
      const there = path.replace('ashwick-lane-primary-school', 'harrowdean-high-school');
      expect((await ask('harrowdean/data', there)).status).toBe(404);
      expect((await ask('harrowdean/data', path)).status).toBe(404);
    }
  });
});

describe('files that are none', () => {
  it.each([
    ['a PDF', Buffer.from('%PDF-1.7'), 'This is a PDF'],
    ['an old Excel file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old Excel file'],
    ['a broken archive', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(900, 0xff)]), 'damaged'],
    ['bytes of nothing', Buffer.from([0, 1, 2, 3, 0]), 'not a file of rows and columns'],
  ])('says plainly what is wrong with %s', async (_, bytes, sentence) => {
    const { form, importId } = fileForm(bytes);
    await ask('ashwick/data', BASE, form);
    await workImport(web.world.worker, ref(importId));
    const page = await ask('ashwick/data', `${BASE}/${importId}`);
    expect(page.says).toContain(sentence);
    expect(page.says).toContain('Nothing was changed.');
  });

  it('refuses an empty file, one over 20 MB, and a form that is not ours', async () => {
    expect((await ask('ashwick/data', BASE, fileForm(Buffer.alloc(0)).form)).status).toBe(422);
    expect(
      (await ask('ashwick/data', BASE, fileForm(Buffer.alloc(20 * 1024 * 1024 + 1, 65)).form)).status,
    ).toBe(422);
    expect((await ask('ashwick/data', BASE, fileForm(Buffer.alloc(22 * 1024 * 1024, 65)).form)).status).toBe(
      413,
    );
    expect((await ask('ashwick/data', BASE, { importId: randomUUID() })).status).toBe(400);
  });
});

describe('records that grow old', () => {
  const at = new Date('2026-11-18T12:00:00Z');
  const school = { zone: 'Europe/London', settings: { importStaleDays: 7 }, closedDates: null };
  const words = (exported: string) => staleWords(daysUntilStale(new Date(exported), school, at));
  it.each([
    ['2026-11-17T00:00:00Z', null],
    ['2026-11-13T00:00:00Z', 'In 3 days'],
    ['2026-11-11T00:00:00Z', 'Tomorrow'],
    ['2026-11-10T00:00:00Z', 'too old: no photo'],
  ])('exported %s: %s', (exported, said) => {
    if (said) expect(words(exported)).toContain(said);
    else expect(words(exported)).toBeNull();
  });
});

describe('a cell of the report', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '%x', '|x'])('is no formula: %s', (text) => {
    expect(safeCell(text)).toBe(`"'${text}"`);
  });
  it('keeps quotation marks inside', () => {
    expect(safeCell('a "b"')).toBe('"a ""b"""');
  });
});

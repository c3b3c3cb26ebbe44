// The data lead answers a request for one pupil's records on the running product: asks on the pupil's page, waits, fetches, and opens
// what was fetched as a family would; on a phone and at a desk.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DESK, PHONE, signIn } from '#tests/support/browser.ts';
import { journey, lookKeeper } from '#tests/support/journey.ts';
import { unzipped } from '#tests/support/exports.ts';

journey('a request for one pupil’s records', (stage) => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatepost-file-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    ['phone', PHONE],
    ['desk', DESK],
  ])(
    'is answered on a %s',
    async (device, viewport) => {
      const visitor = await stage.visit(viewport);
      const { page } = visitor;
      const keep = lookKeeper(`subject-export-${device}`);
      const look = (name: string) => keep(page, name);
      await signIn(page, 'Imran Sheikh');
      await page.goto('/s/ashwick-lane-primary-school/exports');
      await look('none');
      await page.goto('/s/ashwick-lane-primary-school/pupils?class=4+Hazel');
      await page.getByRole('link', { name: /Amelia Asante/ }).click();
      await page.getByRole('heading', { name: 'What was recorded' }).waitFor();
      await look('pupil');
      await page.getByRole('link', { name: 'Records for a request' }).click();
      await page.getByLabel('Your reference of the request').waitFor();
      await look('ask');
      await page.getByRole('button', { name: 'Make the file' }).click();
      await page.getByText('Not asked for yet. Nothing is lost.').waitFor();
      await look('missing');
      expect(visitor.complaints()).toEqual([expect.stringContaining('422')]);
      await page.getByLabel('Your reference of the request').fill(`SAR ${device}`);
      await page.getByRole('button', { name: 'Make the file' }).click();
      const fetching = page.getByRole('button', { name: 'Fetch the file' });
      await fetching.waitFor();
      await look('ready');
      const [download] = await Promise.all([page.waitForEvent('download'), fetching.click()]);
      expect(download.suggestedFilename()).toMatch(/^pupil-[A-Za-z0-9-]+-records\.zip$/);
      const files = await unzipped(await readFile(await download.path()));
      expect([...files.keys()]).toEqual(expect.arrayContaining(['index.html', 'records.json']));
      const home = join(folder, `${device}.html`);
      await writeFile(home, files.get('index.html') ?? '');
      await page.reload();
      expect(await page.getByText('Fetched, still there').count()).toBeGreaterThan(0);
      expect(visitor.complaints()).toEqual([]);

      const family = await stage.browser.newPage({ viewport });
      const faults: string[] = [];
      family.on('console', (message) => faults.push(message.text()));
      await family.goto(pathToFileURL(home).href);
      expect(await family.getByRole('heading', { level: 1 }).innerText()).toContain('Amelia Asante');
      expect(await family.getByText(`SAR ${device}`).count()).toBe(1);
      const wide = await family.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect([wide, faults]).toEqual([false, []]);
      await family.close();
      await visitor.close();
    },
    120_000,
  );
});

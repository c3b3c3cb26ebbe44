// The data lead brings in an export on the running product, as a person does it: an Excel file, its columns, its consents, the numbers,
// the report; on a phone and at a desk.
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { DESK, PHONE, signIn } from '#tests/support/browser.ts';
import { journey, lookKeeper } from '#tests/support/journey.ts';
import { xlsxOf } from '#tests/support/xlsx-file.ts';

journey('an import', (stage) => {
  it.each([
    ['phone', PHONE],
    ['desk', DESK],
  ])(
    'goes through on a %s',
    async (device, viewport) => {
      const visitor = await stage.visit(viewport);
      const { page } = visitor;
      const keep = lookKeeper(`import-${device}`);
      const look = (name: string) => keep(page, name);
      await signIn(page, 'Imran Sheikh');
      await page.goto('/s/ashwick-lane-primary-school/imports');
      await look('send');
      const file = xlsxOf({
        Consents: [
          [
            'Pupil ID',
            'Legal forename',
            'Surname',
            'Year',
            'Reg Group',
            'DOB',
            'Photos online',
            'Local press',
          ],
          ...Array.from({ length: 30 }, (_, index) => [
            `${device}-${100 + index}`,
            `Robin ${index}`,
            'Hale',
            '4',
            '4 Hazel',
            { day: 42_900 + index },
            index % 3 ? 'Yes' : 'No',
            'Declined',
          ]),
          [`${device}-999`, 'Ida', 'Hale', '4', '4 Hazel', { day: 42_939 }, 'Perhaps', 'No'],
        ],
      });
      await page
        .getByLabel('CSV or Excel file (XLSX)')
        .setInputFiles({ name: 'consents.xlsx', mimeType: '', buffer: file });
      await page.getByRole('button', { name: 'Send this file' }).click();
      await page.getByRole('heading', { name: 'Waits for you: which column is which' }).waitFor();
      await look('columns');
      await page.getByRole('button', { name: 'Use this description' }).click();
      await page.getByRole('heading', { name: 'What did families agree to?' }).waitFor();
      const first = page.getByRole('region', { name: 'Photos online' });
      await first.getByLabel('Yes, and its wording said what is ticked below').check();
      await first.getByLabel('In a photo').check();
      await first.getByLabel('School website').check();
      await first.getByLabel('Celebrating what pupils do').check();
      await look('meanings');
      await page.getByRole('button', { name: 'I sign that this is what families were asked' }).click();
      await page.getByRole('button', { name: 'Start this import' }).waitFor();
      await look('preview');
      await page.getByRole('button', { name: 'Start this import' }).click();
      await page.getByRole('button', { name: 'Let these permissions in' }).waitFor();
      await page.getByRole('button', { name: 'Let these permissions in' }).click();
      await page.getByText('Many pupils would change at once').first().waitFor();
      await look('ask-twice');
      await page.getByLabel('20 pupils would turn to a yes at once').check();
      await page.getByRole('button', { name: 'Let these permissions in' }).click();
      await page.getByText('Done. Every row is in the report.').waitFor();
      await look('done');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Download the report (CSV)' }).click(),
      ]);
      const report = await readFile((await download.path()) ?? '', 'utf8');
      expect(report.split('\r\n')).toHaveLength(33);
      expect(report).toContain(`"3","${device}-101","New pupil; permissions let in"`);
      expect(report).toMatch(/"32","[a-z]+-999","Left out: an answer that we do not know/);
      expect(visitor.complaints().filter((line) => !line.includes('409'))).toEqual([]);
      await visitor.close();
    },
    120_000,
  );
});

// The report of an import as a file: every row of what was sent, by its number and record number, and what became of it. No name.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { readImport } from '#app/domain/import/find-import.ts';
import { readReport } from '#app/domain/import/read-imports.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { fateWords, reportLine } from '#app/presenters/imports.ts';

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await requireDoor(args, 'import.upload');
    const { db } = services.deps;
    const ref = { schoolId: school.id, importId: uuidParam(args, 'importId') };
    const { state, confirmed } = await readImport(db, person, ref, at);
    const lines = [reportLine(['Row', 'Pupil ID', 'What happened'])];
    for await (const rows of readReport(db, ref))
      for (const { row, misId, fate } of rows)
        lines.push(reportLine([row === 0 ? '' : String(row), misId, fateWords(fate, state, confirmed)]));
    // The mark lets a spreadsheet know the letters.
    return new Response(`\uFEFF${lines.join('')}`, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="import-report-${ref.importId.slice(0, 8)}.csv"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  });

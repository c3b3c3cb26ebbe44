// One pupil's file itself, to somebody signed in who may have it, while its day lasts. Nothing on the way may keep a copy.
import type { ActionFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { fetchExport } from '#app/domain/exports/fetch-export.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'pupil.export');
    const ref = { schoolId: school.id, exportId: uuidParam(args, 'exportId') };
    const done = await orRefused(() => fetchExport(services.deps, person, ref));
    if (done.refused) throw redirect(`${base}/exports/${ref.exportId}?not=${done.refused.reason}`);
    const { name, bytes, chunks } = done.value;
    return new Response(streamOf(chunks), {
      headers: {
        'Content-Type': 'application/zip',
        'Content-Length': String(bytes),
        'Content-Disposition': `attachment; filename="${name}"`,
        'Cache-Control': 'private, no-store',
        'Referrer-Policy': 'no-referrer',
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Resource-Policy': 'same-origin',
      },
    });
  });

/** One piece at a time, opened when the last has gone out. */
function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

// One version of a clean photo, to those who may see it; nothing on the way may keep a copy. The original has no door here at all.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { readPhoto } from '#app/domain/photos/read-photo.ts';
import { requireAtSchool, uuidParam } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { services, person, school } = await requireAtSchool(args);
    const versionId = uuidParam(args, 'versionId');
    const { bytes, format } = await readPhoto(services.deps, person, { schoolId: school.id, versionId });
    const download = new URL(args.request.url).searchParams.has('download');
    return new Response(bytes as BodyInit, {
      headers: {
        'Content-Type': `image/${format}`,
        'Content-Length': String(bytes.byteLength),
        // A name that says nothing: the version's own random id.
        'Content-Disposition': `${download ? 'attachment' : 'inline'}; filename="photo-${versionId.slice(0, 8)}.${format === 'jpeg' ? 'jpg' : format}"`,
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Resource-Policy': 'same-origin',
      },
    });
  });

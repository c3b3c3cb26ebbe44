// One photo that looks like a picture that may no longer be used, to those who may say that it is another; nothing on the way
// may keep a copy.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { readKnownPicture } from '#app/domain/posts/list-known-pictures.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { services, person, school } = await requireDoor(args, 'picture.allow');
    const ref = { schoolId: school.id, postId: uuidParam(args, 'postId') };
    const { bytes, format } = await readKnownPicture(
      services.deps,
      person,
      ref,
      uuidParam(args, 'postPhotoId'),
    );
    return new Response(bytes as BodyInit, {
      headers: {
        'Content-Type': `image/${format}`,
        'Content-Length': String(bytes.byteLength),
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Resource-Policy': 'same-origin',
      },
    });
  });

// How far the draft's photos are, for the page that waits for them: an id and a state each, nothing more.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { readDraft } from '#app/domain/posts/read-draft.ts';
import { postHere } from '#app/http/post-here.server.ts';
import { answering } from '#app/http/respond.server.ts';

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { services, person, of, at } = await postHere(args, { signedOut: 'answer' });
    const { facts } = await readDraft(services.deps.db, person, of, at);
    return Response.json(
      {
        photos: facts.photos.map(({ photoId, state, facesOutcome, version, rendering }) => ({
          photoId,
          // A photo in which something is being hidden is worked on again.
          state:
            state !== 'clean'
              ? state
              : !version && rendering === 'being_made'
                ? 'cleaning'
                : facesOutcome === null
                  ? 'looking'
                  : state,
        })),
      },
      { headers: { 'Cache-Control': 'no-store' } },
    );
  });

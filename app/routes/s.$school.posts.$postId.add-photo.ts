// Takes one photo into a draft, sent by the page's script with its own progress. The id is the page's: sending the same
// photo again after a cut connection adds it once.
import type { ActionFunctionArgs } from '@remix-run/node';
import { json } from '@remix-run/node';
import { photoRefusalSentence } from '#app/domain/photos/photo-refusals.ts';
import { type Received, receivePhoto } from '#app/domain/photos/receive-photo.ts';
import { readDraft } from '#app/domain/posts/read-draft.ts';
import { postHere } from '#app/http/post-here.server.ts';
import { readPhotoForm } from '#app/http/photo-form.server.ts';
import { notOurForm } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { receivedSentence } from '#app/presenters/uploads.ts';

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const at = await postHere(args, { signedOut: 'answer' });
    const { services, person, of, ref } = at;
    await readDraft(services.deps.db, person, of, at.at);
    const photoId = new URL(args.request.url).searchParams.get('photoId') ?? '';
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(photoId)) throw notOurForm();
    const outcomes: Received[] = [];
    const done = await orRefused(() =>
      readPhotoForm(args.request, async (bytes, index) => {
        if (index === 0) outcomes.push(await receivePhoto(services.deps, person, ref, { photoId, bytes }));
      }),
    );
    if (done.refused) {
      const { sentence, todo, status } = done.refused;
      return json({ added: false as const, sentence: `${sentence} ${todo}` }, { status });
    }
    const [received] = outcomes;
    if (!received)
      return json({ added: false as const, sentence: photoRefusalSentence('empty') }, { status: 422 });
    if (received.ok) return json({ added: true as const });
    const status = received.code === 'no_room' ? 507 : 422;
    return json({ added: false as const, sentence: receivedSentence(received.code) }, { status });
  });

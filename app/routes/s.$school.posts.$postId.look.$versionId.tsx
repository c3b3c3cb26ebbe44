// One photo of a post as large as it is sent, to be looked at closely before it is approved: pinch or scroll, twice as
// large with one press, no script needed and nothing kept by the browser (I-17).
import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Page, PageHeader } from '#app/components/page.tsx';
import { AppError } from '#app/domain/errors.ts';
import { readSeenPost } from '#app/domain/posts/read-post-page.ts';
import { contentOf } from '#app/domain/posts/post-facts.ts';
import { uuidParam } from '#app/http/actor.server.ts';
import { postHere } from '#app/http/post-here.server.ts';
import { answering } from '#app/http/respond.server.ts';

export const meta: MetaFunction = () => [{ title: 'A photo in full size · Gatepost' }];

export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' });

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, services, at, of, base, here } = await postHere(args);
    const versionId = uuidParam(args, 'versionId');
    const facts = await readSeenPost(services.deps.db, person, of, at);
    const { photos } = contentOf(facts);
    const index = photos.findIndex((photo) => photo.versionId === versionId);
    const version = facts.photos.find((photo) => photo.version?.id === versionId)?.version;
    const photo = photos[index];
    if (!photo || !version) throw new AppError('not_found', 'photo');
    return {
      name: `Photo ${index + 1} of ${photos.length}`,
      alt: photo.altText.trim() || `Photo ${index + 1}, not described yet`,
      src: `${base}/photos/${versionId}`,
      width: version.width,
      height: version.height,
      twice: new URL(args.request.url).searchParams.get('size') === 'twice',
      here: `${here}/look/${versionId}`,
      back:
        facts.post.status === 'in_review'
          ? { to: `${here}/review#photo-${index}`, label: 'Back to the decision' }
          : { to: here, label: 'The post' },
    };
  });

export default function FullSizePhoto() {
  const { name, alt, src, width, height, twice, here, back } = useLoaderData<typeof loader>();
  const size = twice ? 2 : 1;
  return (
    <Page width="wide">
      <PageHeader
        title="Look closely"
        over={name}
        back={back}
        actions={
          <Link
            to={twice ? here : `${here}?size=twice`}
            replace
            preventScrollReset
            className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
          >
            {twice ? 'Full size' : 'Twice as large'}
          </Link>
        }
      >
        Edges, reflections, screens, badges, faces in the background.
      </PageHeader>
      <div
        role="region"
        aria-label={`${name} in full size, to scroll`}
        tabIndex={0}
        className="max-h-[85vh] overflow-auto rounded-card border border-line bg-desk"
      >
        <img src={src} alt={alt} width={width * size} height={height * size} className="max-w-none" />
      </div>
    </Page>
  );
}

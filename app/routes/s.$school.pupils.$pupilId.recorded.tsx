// After every record: the words to say, then what happened to the posts that show the pupil. The same page for every kind of
// record, so that it tells nothing but what it says.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ButtonLink } from '#app/components/button.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { PupilPosts } from '#app/components/pupil-posts.tsx';
import { WordsToSay } from '#app/components/words-to-say.tsx';
import { postsShowingPupil } from '#app/domain/consent/posts-showing-pupil.ts';
import { readPupil } from '#app/domain/consent/read-pupil-consent.ts';
import { may } from '#app/domain/permissions.ts';
import { newestRequestOf } from '#app/domain/removals/read-requests.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { pupilHead } from '#app/presenters/pupil-consent.ts';
import { postsWords } from '#app/presenters/pupil-posts.ts';

export const meta: MetaFunction = () => [{ title: 'Recorded · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.recordNo');
    const ref = { schoolId: school.id, pupilId: uuidParam(args, 'pupilId') };
    const { db } = services.deps;
    const pupil = pupilHead(await readPupil(db, person, school, ref, at, 'consent.recordNo'));
    const posts = may(person, 'pupil.find', school.id, at)
      ? postsWords(await postsShowingPupil(db, person, school, ref, at), base, school.zone, at)
      : null;
    const request = may(person, 'removal.log', school.id, at)
      ? await newestRequestOf(db, person, ref, at)
      : null;
    return { base, pupil, posts, request };
  });

export default function Recorded() {
  const { base, pupil, posts, request } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title="I have recorded it" over={`${pupil.name}, ${pupil.over}`} />
      <WordsToSay />
      {posts ? (
        <Section
          id="posts"
          title="Where the posts are now"
          hint="Open this page again to see how far it is. A yes puts no post back by itself."
        >
          <PupilPosts words={posts} empty="No post that has been sent for approval shows this pupil." />
        </Section>
      ) : (
        <p>
          Whatever shows this pupil and may not go out has been stopped, and what was live comes down. The
          people who made it have been told.
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        {posts ? (
          <>
            {request && (
              <ButtonLink to={`${base}/removals/${request}`} icon="consent">
                What to tell the family
              </ButtonLink>
            )}
            <ButtonLink to={`${base}/pupils/${pupil.id}`} {...(request ? { kind: 'quiet' as const } : {})}>
              Back to the pupil
            </ButtonLink>
            <ButtonLink to={`${base}/pupils`} kind="quiet" icon="search">
              Find another pupil
            </ButtonLink>
          </>
        ) : (
          <ButtonLink to={base} icon="home">
            Home
          </ButtonLink>
        )}
      </div>
    </Page>
  );
}

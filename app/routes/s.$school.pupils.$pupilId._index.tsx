// A pupil's consent: the position in one grid, "record" and "withdraw" side by side, the posts that show the pupil, and, for
// the two roles that may know it, who said what and when.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { Button, ButtonLink } from '#app/components/button.tsx';
import { ChoiceLinks } from '#app/components/choice-links.tsx';
import { ConsentGrid } from '#app/components/consent-grid.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { PupilHistory } from '#app/components/pupil-history.tsx';
import { PagedLinks } from '#app/components/paged-links.tsx';
import { PupilPostList } from '#app/components/pupil-post-list.tsx';
import { PupilPosts } from '#app/components/pupil-posts.tsx';
import { type Purpose, PURPOSES } from '#app/domain/consent/consent-vocabulary.ts';
import { postsShowingPupil } from '#app/domain/consent/posts-showing-pupil.ts';
import { readPupilHistory } from '#app/domain/consent/pupil-history.ts';
import { notePupilViewed, readPupilConsent } from '#app/domain/consent/read-pupil-consent.ts';
import { may } from '#app/domain/permissions.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { PURPOSE_CHOICES } from '#app/presenters/consent-labels.ts';
import { type CellProof, gridRows, gridUses, onItsSide, pupilHead } from '#app/presenters/pupil-consent.ts';
import { historyLines } from '#app/presenters/pupil-history.ts';
import { postsWords } from '#app/presenters/pupil-posts.ts';
import { onPage, pageAsked, postLines, withoutLinks, withPosts } from '#app/presenters/pupil-reliance.ts';

export const meta: MetaFunction = () => [{ title: 'A pupil’s consent · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'pupil.find');
    const ref = { schoolId: school.id, pupilId: uuidParam(args, 'pupilId') };
    const { db } = services.deps;
    const search = new URL(args.request.url).searchParams;
    const purpose = PURPOSES.find((name) => name === search.get('for')) ?? 'celebration';
    const everything = search.has('all');
    const can = (permission: Parameters<typeof may>[1]) => may(person, permission, school.id, at);
    const consent = await readPupilConsent(db, person, school, ref, { ...gridUses(everything), purpose }, at);
    const history = can('consent.history') ? await readPupilHistory(db, person, ref, at) : null;
    const rows = gridRows(consent, history, school.zone, at);
    const posts = await postsShowingPupil(db, person, school, ref, at);
    await notePupilViewed(db, person, ref, at);
    const words = postsWords(posts, base, school.zone, at);
    const lines = history && onPage(historyLines(history, school.zone, at), pageAsked(search, 'answers'));
    const list =
      history && onPage(postLines(posts, history, base, school.zone, at), pageAsked(search, 'list'));
    return {
      base,
      pupil: pupilHead(consent.pupil),
      schoolSentence: consent.schoolSentence,
      purpose,
      everything,
      rows: everything ? onItsSide(rows) : rows,
      posts: list ? withoutLinks(words) : words,
      list,
      history: lines && { ...lines, lines: withPosts(lines.lines, posts, base) },
      restricted: history?.restricted ?? false,
      keeps: can('pupil.keep'),
      setsRestrictions: can('restriction.set'),
      exports: can('pupil.export'),
      requestKey: randomUUID(),
    };
  });

export default function Pupil() {
  const page = useLoaderData<typeof loader>();
  const { base, pupil } = page;
  const here = `${base}/pupils/${pupil.id}`;
  return (
    <Page width={page.everything ? 'wide' : 'reading'}>
      <PageHeader title={pupil.name} over={pupil.over} back={{ to: `${base}/pupils`, label: 'All pupils' }}>
        {pupil.about.length > 0 && pupil.about.join(' ')}
      </PageHeader>
      {page.schoolSentence && <Notice kind="needs-you" title={page.schoolSentence} />}
      {page.restricted && (
        <Notice kind="info" title="A safeguarding restriction is in force.">
          {page.setsRestrictions ? (
            <Link to={`${here}/restrictions`}>Restrictions</Link>
          ) : (
            'Only the safeguarding leads know why. Please keep it to yourself.'
          )}
        </Notice>
      )}
      <Actions here={here} requestKey={page.requestKey} />
      <Section id="position" title="What may be shown">
        <ChoiceLinks label="What it is used for" links={purposeLinks(here, page.purpose, page.everything)} />
        <ConsentGrid
          caption={`Consent for ${pupil.name}`}
          corner={page.everything ? 'Place' : 'Use'}
          places={page.rows[0]?.cells.map(({ place }) => place) ?? []}
          rows={page.rows.map((row) => ({
            ...row,
            cells: row.cells.map(({ proof, ...cell }) => ({
              ...cell,
              ...(proof ? { proof: <Proof proof={proof} why={`${here}/why?for=${page.purpose}&`} /> } : {}),
            })),
          }))}
        />
        <p>
          <Link
            to={`${here}?for=${page.purpose}${page.everything ? '' : '&all'}`}
            preventScrollReset
            className="inline-flex min-h-11 items-center"
          >
            {page.everything ? 'Show only the usual uses' : 'Show every use and place'}
          </Link>
        </p>
      </Section>
      <Section id="posts" title="Posts that show this pupil">
        <PupilPosts words={page.posts} empty="None that has been sent for approval." />
        {page.list && <PupilPostList lines={page.list.lines} />}
        {page.list && <PagedLinks name="list" anchor="posts" {...page.list} />}
      </Section>
      {page.history && (
        <Section id="history" title="What was recorded">
          <PupilHistory lines={page.history.lines} here={here} />
          <PagedLinks name="answers" anchor="history" {...page.history} />
        </Section>
      )}
      {page.exports && (
        <p>
          <Link to={`${here}/export`} className="inline-flex min-h-11 items-center">
            Records for a request
          </Link>
        </p>
      )}
      {page.keeps && (
        <p>
          <Link to={`${here}/edit`} className="inline-flex min-h-11 items-center">
            Change name, class or dates
          </Link>
        </p>
      )}
      {page.setsRestrictions && !page.restricted && (
        <p>
          <Link to={`${here}/restrictions`} className="inline-flex min-h-11 items-center">
            Set a restriction
          </Link>
        </p>
      )}
    </Page>
  );
}

/** Giving and taking back are the same size, beside each other; anybody's no is one tap away. */
function Actions({ here, requestKey }: { here: string; requestKey: string }) {
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <ButtonLink to={`${here}/record`} kind="quiet" icon="check" wide>
          Record a decision
        </ButtonLink>
        <ButtonLink to={`${here}/withdraw`} kind="quiet" icon="undo" wide>
          Withdraw
        </ButtonLink>
      </div>
      <Form method="post" action={`${here}/no`} className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <input type="hidden" name="requestKey" value={requestKey} />
        <input type="hidden" name="method" value="phone" />
        <p className="min-w-0 flex-1 basis-64 text-small text-quiet">
          Somebody says no and you cannot check who they are? It counts at once, for everything.
        </p>
        <Button kind="quiet" icon="cross">
          Record a no
        </Button>
      </Form>
      <p className="flex flex-wrap gap-x-6 text-small">
        <Link to={`${here}/ask`} className="inline-flex min-h-11 items-center">
          Ask for consent
        </Link>
        <Link to={`${here}/said`} className="inline-flex min-h-11 items-center">
          Record what the pupil said
        </Link>
      </p>
    </div>
  );
}

function Proof({ proof: { lines, answers, why }, why: page }: { proof: CellProof; why: string }) {
  return (
    <ul className="flex flex-col gap-1 py-1 text-left">
      {[...lines, ...answers].map((line) => (
        <li key={line}>{line}</li>
      ))}
      {lines.length + answers.length === 0 && <li>Nothing is on record.</li>}
      <li>
        <Link to={`${page}${why}`} className="inline-flex min-h-11 items-center">
          Why?
        </Link>
      </li>
    </ul>
  );
}

const purposeLinks = (here: string, purpose: Purpose, everything: boolean) =>
  PURPOSE_CHOICES.map(({ value, label }) => ({
    to: `${here}?for=${value}${everything ? '&all' : ''}`,
    label,
    here: value === purpose,
  }));

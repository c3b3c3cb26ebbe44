// Restrictions in force, for the safeguarding leads: look again at what is due and keep it with a new date, or open it to lift it.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { ButtonLink } from '#app/components/button.tsx';
import { StackList } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { ReviewsDue } from '#app/components/reviews-due.tsx';
import { restrictionsOfSchool } from '#app/domain/consent/restrictions-of-school.ts';
import { reviewRestriction } from '#app/domain/consent/review-restriction.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { issueErrors } from '#app/presenters/consent-issues.ts';
import { safeguardingPage } from '#app/presenters/safeguarding.ts';

export const meta: MetaFunction = () => [{ title: 'Safeguarding · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'restriction.set');
    const rows = await restrictionsOfSchool(services.deps.db, person, school.id, at);
    return { base, ...safeguardingPage(rows, school.zone, at) };
  });

const Kept = z.object({ pupilId: z.uuid(), restrictionId: z.uuid(), reviewOn: z.string().max(20) });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'restriction.set');
    const form = requireFields(await readForm(args.request), Kept);
    const kept = await reviewRestriction(services.deps, person, { ...form, schoolId: school.id });
    if (kept.ok) throw redirect(`${base}/safeguarding?note=kept`);
    const { restrictionId, reviewOn } = form;
    const error = issueErrors(kept.issues)['reviewOn'] ?? '';
    return json({ restrictionId, reviewOn, error }, { status: 422 });
  });

export default function Safeguarding() {
  const { base, title, due, others } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return (
    <Page>
      <PageHeader
        title={title}
        actions={
          <ButtonLink kind="quiet" to={`${base}/pupils`} icon="search">
            Find a pupil
          </ButtonLink>
        }
      >
        Only safeguarding leads see this page. To everybody else a restriction looks like an ordinary no.
      </PageHeader>
      {!answer && search.get('note') === 'kept' && (
        <Notice kind="done" title="It is kept, with its new date." announce />
      )}
      {answer && (
        <ErrorSummary
          title="Not kept yet."
          lines={[{ fieldId: `reviewOn-${answer.restrictionId}`, message: answer.error }]}
        />
      )}
      {due.length > 0 && (
        <Section id="due" title="Look at these again">
          <ReviewsDue lines={due} base={base} answer={answer ?? null} />
        </Section>
      )}
      <Section id="others" title={due.length > 0 ? 'The others in force' : 'In force'}>
        <StackList
          label="Restrictions in force"
          items={others.map((line) => ({
            id: line.id,
            to: `${base}/pupils/${line.pupilId}/restrictions`,
            over: line.group,
            title: line.name,
            children: (
              <p className="text-small text-quiet">
                {line.title}. {line.review}.
              </p>
            ),
          }))}
          empty={
            <EmptyState title={due.length > 0 ? 'No others' : 'No restriction is in force'}>
              You set one on a pupil’s page. It stops photos at once, and nobody but you learns why.
            </EmptyState>
          }
        />
      </Section>
    </Page>
  );
}

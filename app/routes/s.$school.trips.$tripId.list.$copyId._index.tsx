// One copy of a photo list: the sheet to print while it is good, and what was on it and what to do when it is lost.
import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { EndACopy } from '#app/components/photo-list/end-a-copy.tsx';
import { ListSheet } from '#app/components/photo-list/list-sheet.tsx';
import { NamesInColumns } from '#app/components/photo-list/names-in-columns.tsx';
import { settleLostCopy } from '#app/domain/photo-lists/end-copy.ts';
import { mayReadLists, readCopy } from '#app/domain/photo-lists/read-lists.ts';
import { may } from '#app/domain/permissions.ts';
import { notHere, requireAtSchool, requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { copyPage, lostSteps } from '#app/presenters/photo-lists.ts';
import stylesheet from '#app/styles/photo-list-sheet.css?url';

/** What a browser prints above a page by itself: nothing of the trip or the school. */
export const meta: MetaFunction = () => [{ title: 'Photo list' }];

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireAtSchool(args);
    if (!mayReadLists(person, school.id, at)) throw notHere();
    const ref = { tripId: uuidParam(args, 'tripId'), copyId: uuidParam(args, 'copyId') };
    const one = await readCopy(services.deps.db, person, school, ref, at);
    const lists = `${base}/trips/${ref.tripId}/list`;
    const mayMake = may(person, 'photoList.make', school.id, at);
    const maySettle = may(person, 'restriction.know', school.id, at);
    return {
      lists,
      practice: school.practice,
      steps: lostSteps(one.copy),
      ...copyPage(one, { lists, zone: school.zone, at, mayMake, maySettle }),
    };
  });

const Pressed = z.object({ intent: z.literal('settle') });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'restriction.know');
    const [tripId, copyId] = [uuidParam(args, 'tripId'), uuidParam(args, 'copyId')];
    requireFields(await readForm(args.request), Pressed);
    await settleLostCopy(services.deps, person, { schoolId: school.id, tripId, copyId });
    throw redirect(`${base}/trips/${tripId}/list/${copyId}`);
  });

export default function OneCopy() {
  const page = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { lists, sheet, shown, group } = page;
  return (
    <Page>
      <div className="not-on-paper flex flex-col gap-6">
        <PageHeader title={page.title} over={page.tripName} back={{ to: lists, label: 'Photo list' }}>
          {page.standing} {page.made}.
        </PageHeader>
        {search.get('note') === 'lost' && page.lost && (
          <Notice kind="done" title="The data lead and the safeguarding leads have been told." announce>
            You did right to say so at once.
          </Notice>
        )}
        {page.lost && (
          <Section id="steps" title="What to do">
            <ol className="flex list-decimal flex-col gap-2 pl-6">
              {page.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </Section>
        )}
        {sheet && (
          <div>
            <Button type="button" icon="download" onClick={() => window.print()}>
              Print it
            </Button>
          </div>
        )}
        {page.look === 'needs-you' && (
          <Notice kind="needs-you" title="This list is older than a change. Get a new one.">
            Take this copy back. A new one is made from the trip’s photo list.
          </Notice>
        )}
      </div>
      {sheet && <ListSheet {...sheet} shown={shown} group={group} practice={page.practice} />}
      {page.lost && (
        <Section id="was-on-it" title={`What was on it: ${shown.length + group.length}`}>
          <NamesInColumns names={shown} />
          {group.length > 0 && (
            <>
              <h3 className="font-semibold">Only in a group</h3>
              <NamesInColumns names={group} />
            </>
          )}
        </Section>
      )}
      {page.maySettle && (
        <Form method="post">
          <Button name="intent" value="settle" icon="check">
            It is dealt with
          </Button>
        </Form>
      )}
      <div className="not-on-paper">
        <EndACopy copy={page} action={`${lists}?index`} />
      </div>
    </Page>
  );
}

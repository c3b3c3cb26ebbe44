// A trip's photo list: who is on it, copies of it for a phone or on paper, and what became of each.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { CopyCards } from '#app/components/photo-list/copy-cards.tsx';
import { NamesInColumns } from '#app/components/photo-list/names-in-columns.tsx';
import { TakeACopy } from '#app/components/photo-list/take-a-copy.tsx';
import { handBackCopy, sayCopyLost } from '#app/domain/photo-lists/end-copy.ts';
import { makeCopy } from '#app/domain/photo-lists/make-copy.ts';
import { mayReadLists, readTripLists } from '#app/domain/photo-lists/read-lists.ts';
import { may } from '#app/domain/permissions.ts';
import { notHere, requireAtSchool, requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { barrierWords, listsPage } from '#app/presenters/photo-lists.ts';

export const meta: MetaFunction = () => [{ title: 'Photo list · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base, shared } = await requireAtSchool(args);
    if (!mayReadLists(person, school.id, at)) throw notHere();
    const tripId = uuidParam(args, 'tripId');
    const asked = { tripId, sharedDevice: shared };
    const lists = await readTripLists(services.deps.db, person, school, asked, at);
    const mayMake = may(person, 'photoList.make', school.id, at);
    const here = `${base}/trips/${tripId}/list`;
    return {
      base,
      tripId,
      mayMake,
      phoneTo: `/photo-list?${new URLSearchParams({ school: school.slug, trip: tripId }).toString()}`,
      requestKey: randomUUID(),
      ...listsPage(lists, { lists: here, zone: school.zone, at, mayMake }),
    };
  });

const Pressed = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('print'), requestKey: z.uuid() }),
  z.object({ intent: z.enum(['returned', 'lost']), copyId: z.uuid() }),
]);

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base, shared } = await requireDoor(args, 'photoList.make');
    const tripId = uuidParam(args, 'tripId');
    const here = `${base}/trips/${tripId}/list`;
    const form = requireFields(await readForm(args.request), Pressed);
    if (form.intent === 'print') {
      const { requestKey } = form;
      const asked = { tripId, kind: 'paper' as const, sharedDevice: shared, requestKey };
      const made = await makeCopy(services.deps, person, school, asked);
      if (made.ok) throw redirect(`${here}/${made.copy.id}`);
      return json({ problem: barrierWords(made.barrier) }, { status: 409 });
    }
    const ref = { schoolId: school.id, tripId, copyId: form.copyId };
    await (form.intent === 'lost' ? sayCopyLost : handBackCopy)(services.deps, person, ref);
    throw redirect(form.intent === 'lost' ? `${here}/${form.copyId}?note=lost` : `${here}?note=returned`);
  });

export default function PhotoLists() {
  const page = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem;
  const [search] = useSearchParams();
  const { base, tripId, shown, group, mayMake } = page;
  return (
    <Page>
      <PageHeader
        title="Photo list"
        over={page.tripName}
        back={{ to: `${base}/trips/${tripId}`, label: 'The trip' }}
      >
        Take it with you, so that you know who may be in a photo where there is no signal.
      </PageHeader>
      {problem && <Notice kind="stopped" title={problem} announce />}
      {!problem && search.get('note') === 'returned' && (
        <Notice kind="done" title="It is written down that the copy came back." announce>
          Put the paper in the shredder now.
        </Notice>
      )}
      {page.schoolSentence && <Notice kind="needs-you" title={page.schoolSentence} />}
      {mayMake && <TakeACopy phoneTo={page.phoneTo} barrier={page.barrier} requestKey={page.requestKey} />}
      <Section
        id="shown"
        title={`Can be shown: ${shown.length}`}
        hint="Anyone not on this list stays out of posts."
      >
        {shown.length > 0 ? <NamesInColumns names={shown} /> : <p className="text-quiet">Nobody.</p>}
      </Section>
      {group.length > 0 && (
        <Section id="group" title={`Only in a group: ${group.length}`} hint="Never alone or picked out.">
          <NamesInColumns names={group} />
        </Section>
      )}
      <Section id="copies" title="Copies">
        <CopyCards copies={page.copies} />
      </Section>
    </Page>
  );
}

// Adults who may be shown in posts: staff, parents, visitors and partners, recorded and ended by the office.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { AdultForm } from '#app/components/adults/adult-form.tsx';
import { AdultList } from '#app/components/adults/adult-list.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { endAdultPermission } from '#app/domain/adults/end-adult-permission.ts';
import { listAdults } from '#app/domain/adults/list-adults.ts';
import { recordAdultPermission } from '#app/domain/adults/record-adult-permission.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { ADULT_TICKED, AdultPressed } from '#app/http/adult-forms.ts';
import { typedIn } from '#app/http/consent-forms.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { adultErrors, adultLines } from '#app/presenters/adults.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';

export const meta: MetaFunction = () => [{ title: 'Adults in photos · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await requireDoor(args, 'adults.record');
    const scope = { schoolId: school.id, trustId: school.trustId };
    const page = await listAdults(services.deps.db, person, scope, at);
    return {
      lines: adultLines(page, school.zone, at),
      trips: page.trips.map(({ id, name }) => ({ value: id, label: name })),
      requestKey: randomUUID(),
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'adults.record');
    const form = await readForm(args.request);
    const pressed = fieldsOf(form, AdultPressed, ADULT_TICKED);
    if (!pressed.ok) return json({ errors: pressed.errors, typed: typedIn(form) }, { status: 422 });
    const schoolId = school.id;
    if (pressed.value.intent !== 'record') {
      const { intent, adultPermissionId } = pressed.value;
      const withdrawn = intent === 'withdraw';
      await endAdultPermission(services.deps, person, { schoolId, adultPermissionId, withdrawn });
      throw redirect(`${base}/adults?note=${withdrawn ? 'withdrawn' : 'ended'}`);
    }
    const { intent: _, ...typed } = pressed.value;
    const recorded = await recordAdultPermission(services.deps, person, { ...typed, schoolId });
    if (recorded.ok) throw redirect(`${base}/adults?note=recorded`);
    return json({ errors: adultErrors(recorded.issues), typed: typedIn(form) }, { status: 422 });
  });

const NOTES: Readonly<Record<string, { title: string; text: string }>> = {
  recorded: { title: 'The permission is on record.', text: 'They can be chosen in a photo from now on.' },
  withdrawn: {
    title: 'They will be shown no more.',
    text: 'Posts that show them are stopped, and live ones are coming down.',
  },
  ended: { title: 'The permission is ended.', text: 'No photo can go out under it any more.' },
};

const NOTHING_TYPED: Record<string, string[]> = {};

export default function AdultsInPhotos() {
  const { lines, trips, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const note = answer ? undefined : NOTES[search.get('note') ?? ''];
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <Page>
      <PageHeader title="Adults in photos">
        Staff, parents and carers, visitors and partners are shown only with their permission in writing.
        Staff can give and take back their own.
      </PageHeader>
      {note && (
        <Notice kind="done" title={note.title} announce>
          {note.text}
        </Notice>
      )}
      <Section id="adults" title="On record">
        <AdultList lines={lines} />
      </Section>
      <Section id="record" title="Record a permission">
        <ErrorSummary title="Not recorded yet. Nothing is lost." lines={summaryOf(errors)} />
        <AdultForm
          key={requestKey}
          trips={trips}
          requestKey={requestKey}
          errors={errors}
          typed={answer?.typed ?? NOTHING_TYPED}
        />
      </Section>
    </Page>
  );
}

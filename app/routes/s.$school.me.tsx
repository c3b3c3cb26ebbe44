// A member of staff's own permission to be shown: given and taken back here, by themselves, in the same number of presses.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { TickGroup } from '#app/components/tick-group.tsx';
import { endAdultPermission } from '#app/domain/adults/end-adult-permission.ts';
import { ownPermissions } from '#app/domain/adults/own-record.ts';
import { giveOwnPermission } from '#app/domain/adults/record-adult-permission.ts';
import { requireAtSchool } from '#app/http/actor.server.ts';
import { ADULT_TICKED, OwnPressed } from '#app/http/adult-forms.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { adultErrors, ownLines } from '#app/presenters/adults.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { MAIN_PLACES, PLACE_CHOICES } from '#app/presenters/consent-labels.ts';

export const meta: MetaFunction = () => [{ title: 'Photos of you · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await requireAtSchool(args);
    const own = await ownPermissions(services.deps.db, person, school.id, at);
    return { lines: ownLines(own, school.zone, at), name: person.name, requestKey: randomUUID() };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireAtSchool(args);
    const pressed = requireFields(await readForm(args.request), OwnPressed, ADULT_TICKED);
    const schoolId = school.id;
    if (pressed.intent === 'take_back') {
      const { adultPermissionId } = pressed;
      await endAdultPermission(services.deps, person, { schoolId, adultPermissionId, withdrawn: true });
      throw redirect(`${base}/me?note=taken_back`);
    }
    const { requestKey, channels } = pressed;
    const given = await giveOwnPermission(services.deps, person, {
      ...{ schoolId, requestKey, channels },
      subjects: ['image'],
      purposes: [],
    });
    if (given.ok) throw redirect(`${base}/me?note=given`);
    return json({ errors: adultErrors(given.issues) }, { status: 422 });
  });

export default function PhotosOfYou() {
  const { lines, name, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const note = useSearchParams()[0].get('note');
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <Page>
      <PageHeader title="Photos of you" over={name}>
        Nobody has to be shown. You can say yes or no here at any time, and nobody asks why.
      </PageHeader>
      {!answer && note === 'given' && (
        <Notice kind="done" title="Your permission is on record." announce>
          You can take it back here with one press.
        </Notice>
      )}
      {!answer && note === 'taken_back' && (
        <Notice kind="done" title="You will be shown no more." announce>
          Posts with you are stopped, and live ones are coming down. Copies that others made cannot be called
          back.
        </Notice>
      )}
      <Section id="own" title="What you agreed to">
        {lines.length === 0 ? (
          <p className="text-quiet">Nothing. Your face is hidden in photos that go out.</p>
        ) : (
          <ul className="divide-y divide-line rounded-card border border-line bg-paper shadow-card">
            {lines.map((line) => (
              <li key={line.id} className="flex flex-col items-start gap-2 p-4">
                <p className="font-semibold">In a photo: {line.places}</p>
                <p className="text-small text-quiet">{line.days}</p>
                <Form method="post">
                  <input type="hidden" name="adultPermissionId" value={line.id} />
                  <Button kind="danger" name="intent" value="take_back" icon="stop">
                    Take it back now
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section id="give" title="Give your permission">
        <ErrorSummary title="Not recorded yet." lines={summaryOf(errors)} />
        <Form key={requestKey} method="post" className="flex flex-col gap-6">
          <input type="hidden" name="requestKey" value={requestKey} />
          <TickGroup
            label="Where may photos of you be shown?"
            name="channels"
            hint="It counts to the end of the school year."
            choices={PLACE_CHOICES}
            usual={MAIN_PLACES.length}
            {...(errors['channels'] ? { error: errors['channels'] } : {})}
          />
          <Button name="intent" value="give" icon="check">
            Give my permission
          </Button>
        </Form>
      </Section>
    </Page>
  );
}

// A face whose child is on no list yet: it is hidden, and the office is asked to look the child up.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { Select } from '#app/components/choices.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Field } from '#app/components/field.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { addUnlisted } from '#app/domain/unlisted/add-unlisted.ts';
import { classesForUnlisted } from '#app/domain/unlisted/list-unlisted.ts';
import { photoHere } from '#app/http/account-here.server.ts';
import { notHere } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { unlistedErrors } from '#app/presenters/unlisted.ts';

export const meta: MetaFunction = () => [{ title: 'Not on the list yet · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { at, here, facts, postPhotoId, editable } = await photoHere(args);
    if (!editable) throw redirect(at.here);
    const asked = new URL(args.request.url).searchParams.get('face');
    const photo = facts.photos.find((each) => each.postPhotoId === postPhotoId);
    const face = photo?.faces.find(({ id }) => id === asked);
    if (!face) throw notHere();
    const { person, school, services } = at;
    return {
      here,
      face: { id: face.id, number: face.number },
      version: facts.post.version,
      classes: await classesForUnlisted(services.deps.db, person, school.id, at.at),
      requestKey: randomUUID(),
    };
  });

const Typed = z.object({
  requestKey: z.uuid(),
  version: z.coerce.number().int().min(0),
  faceId: z.uuid(),
  forename: z.string().max(2_000),
  group: z.string().max(200),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { at, here, postPhotoId } = await photoHere(args);
    const typed = requireFields(await readForm(args.request), Typed);
    const { deps } = at.services;
    const done = await orRefused(() => addUnlisted(deps, at.person, at.ref, { ...typed, postPhotoId }));
    if (done.refused) {
      const { sentence, todo, status } = done.refused;
      return json({ errors: { '': `${sentence} ${todo}` }, typed }, { status });
    }
    if (done.value.ok) throw redirect(here);
    const errors: Record<string, string> = unlistedErrors(done.value.issues);
    return json({ errors, typed }, { status: 422 });
  });

export default function NotOnTheList() {
  const { here, face, version, classes, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === 'submitting';
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <Page>
      <PageHeader
        title="Not on the list yet"
        over={`Face ${face.number}`}
        back={{ to: here, label: 'Who is in it?' }}
      >
        The face is blurred, the office looks the child up, and you are told once you can choose them.
      </PageHeader>
      <ErrorSummary title="Not done yet. Nothing is lost." lines={summaryOf(errors)} />
      <Form method="post" noValidate className="flex flex-col gap-6">
        <input type="hidden" name="requestKey" value={answer?.typed.requestKey ?? requestKey} />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="faceId" value={face.id} />
        <Field
          label="Forename"
          name="forename"
          hint="What the child is called. No surname."
          autoComplete="off"
          maxLength={60}
          defaultValue={answer?.typed.forename}
          {...(errors['forename'] ? { error: errors['forename'] } : {})}
        />
        <Select
          label="Class"
          name="group"
          prompt="I do not know"
          choices={classes.map((group) => ({ value: group, label: group }))}
          defaultValue={answer?.typed.group}
          optional
          {...(errors['group'] ? { error: errors['group'] } : {})}
        />
        <StickyActions>
          <Button icon="shield" wide busy={busy}>
            Blur the face and ask the office
          </Button>
        </StickyActions>
      </Form>
    </Page>
  );
}

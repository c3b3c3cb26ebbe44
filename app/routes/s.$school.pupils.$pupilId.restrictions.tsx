// Restrictions, for the safeguarding leads: set one, read why one was set (every reading is recorded), lift one.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { RestrictionForm as Fields } from '#app/components/restriction-form.tsx';
import { RestrictionList } from '#app/components/restriction-list.tsx';
import { liftRestriction } from '#app/domain/consent/lift-restriction.ts';
import { listRestrictions } from '#app/domain/consent/list-restrictions.ts';
import { readPupil } from '#app/domain/consent/read-pupil-consent.ts';
import { readRestrictionReason } from '#app/domain/consent/read-restriction-reason.ts';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { RestrictionForm, typedIn } from '#app/http/consent-forms.ts';
import { fieldsOf, readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { issueErrors } from '#app/presenters/consent-issues.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { pupilHead } from '#app/presenters/pupil-consent.ts';
import { restrictionLines } from '#app/presenters/restrictions.ts';

export const meta: MetaFunction = () => [{ title: 'Restrictions · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'restriction.set');
    const ref = { schoolId: school.id, pupilId: uuidParam(args, 'pupilId') };
    const { db } = services.deps;
    const pupil = pupilHead(await readPupil(db, person, school, ref, at, 'restriction.set'));
    const lines = restrictionLines(await listRestrictions(db, person, ref, at), school.zone, at);
    return { base, pupil, lines, requestKey: randomUUID() };
  });

const Pressed = z.object({ intent: z.enum(['read', 'lift', 'set']) });
const OfOne = z.object({ restrictionId: z.uuid() });
const NOTHING_TYPED: Record<string, string[]> = {};

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'restriction.set');
    const ref = { schoolId: school.id, pupilId: uuidParam(args, 'pupilId') };
    const form = await readForm(args.request);
    const { intent } = requireFields(form, Pressed);
    if (intent === 'set') {
      const fields = fieldsOf(form, RestrictionForm);
      if (!fields.ok)
        return json({ errors: fields.errors, typed: typedIn(form), read: null }, { status: 422 });
      const set = await setRestriction(services.deps, person, { ...ref, ...fields.value });
      if (!set.ok)
        return json({ errors: issueErrors(set.issues), typed: typedIn(form), read: null }, { status: 422 });
      throw redirect(`${base}/pupils/${ref.pupilId}/recorded`);
    }
    const { restrictionId } = requireFields(form, OfOne);
    if (intent === 'lift') {
      await liftRestriction(services.deps, person, { ...ref, restrictionId });
      throw redirect(`${base}/pupils/${ref.pupilId}/restrictions`);
    }
    const told = await readRestrictionReason(services.deps, person, { ...ref, restrictionId });
    const read = { restrictionId, reason: told.ok ? told.reason : null };
    return json({ errors: {}, typed: NOTHING_TYPED, read });
  });

export default function Restrictions() {
  const { base, pupil, lines, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <Page>
      <PageHeader
        title="Restrictions"
        over={`${pupil.name}, ${pupil.over}`}
        back={{ to: `${base}/pupils/${pupil.id}`, label: 'Back to the pupil' }}
      >
        To everybody else a restriction looks like an ordinary no. Only safeguarding leads see this page.
      </PageHeader>
      <Section id="restrictions" title="On record">
        <RestrictionList lines={lines} read={answer?.read ?? null} />
      </Section>
      <Section id="set" title="Set a restriction">
        <ErrorSummary title="Not set yet. Nothing is lost." lines={summaryOf(errors)} />
        <Form method="post" noValidate className="flex flex-col gap-6">
          <input type="hidden" name="requestKey" value={answer?.typed['requestKey']?.[0] ?? requestKey} />
          <Fields errors={errors} typed={answer?.typed ?? {}} />
          <Button name="intent" value="set" icon="lock">
            Set this restriction now
          </Button>
        </Form>
      </Section>
    </Page>
  );
}

// Looking into a no that could not be checked, and lifting it by name once it is clear: the data lead and the safeguarding
// leads alone.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { AppError } from '#app/domain/errors.ts';
import { liftProvisionalNo } from '#app/domain/consent/lift-provisional-no.ts';
import { readPupilHistory } from '#app/domain/consent/pupil-history.ts';
import { readPupil } from '#app/domain/consent/read-pupil-consent.ts';
import { type AtSchool, notHere, requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { LiftForm, typedIn } from '#app/http/consent-forms.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { pupilHead } from '#app/presenters/pupil-consent.ts';
import { historyLines } from '#app/presenters/pupil-history.ts';

export const meta: MetaFunction = () => [{ title: 'Look into a no · Gatepost' }];

/** The open provisional no that the address names. */
async function openNo({ person, school, services, at }: AtSchool, pupilId: string, url: string) {
  const ref = { schoolId: school.id, pupilId };
  const { db } = services.deps;
  const pupil = pupilHead(await readPupil(db, person, school, ref, at, 'consent.liftProvisional'));
  const lines = historyLines(await readPupilHistory(db, person, ref, at), school.zone, at);
  const line = lines.find(({ id }) => id === new URL(url).searchParams.get('no'));
  if (!line) throw notHere();
  return { pupil, line };
}

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const here = await requireDoor(args, 'consent.liftProvisional');
    const open = await openNo(here, uuidParam(args, 'pupilId'), args.request.url);
    return { base: here.base, ...open, requestKey: randomUUID() };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const here = await requireDoor(args, 'consent.liftProvisional');
    const pupilId = uuidParam(args, 'pupilId');
    const { line } = await openNo(here, pupilId, args.request.url);
    const form = await readForm(args.request);
    const { why, requestKey } = requireFields(form, LiftForm);
    const { services, person, school, base } = here;
    try {
      const lift = { schoolId: school.id, pupilId, decisionId: line.id, why, requestKey };
      await liftProvisionalNo(services.deps, person, lift);
    } catch (error) {
      if (!(error instanceof AppError) || error.reason !== 'reason_missing') throw error;
      const told = 'Write what you found out: it is kept with the record.';
      return json({ error: told, typed: typedIn(form) }, { status: 422 });
    }
    throw redirect(`${base}/pupils/${pupilId}/recorded`);
  });

export default function Lift() {
  const { base, pupil, line, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page>
      <PageHeader
        title="Look into this no"
        over={`${pupil.name}, ${pupil.over}`}
        back={{ to: `${base}/pupils/${pupil.id}`, label: 'Back to the pupil' }}
      >
        Somebody said no whose authority was not checked. It stands until you lift it.
      </PageHeader>
      <Card>
        <p className="font-semibold">{line.title}</p>
        {line.details.map((detail) => (
          <p key={detail}>{detail}</p>
        ))}
        <p className="text-small text-quiet">
          Recorded by {line.recordedBy}, {line.recorded.text}
        </p>
      </Card>
      {line.liftable ? (
        <Form method="post" noValidate className="flex flex-col gap-6">
          <input type="hidden" name="requestKey" value={answer?.typed['requestKey']?.[0] ?? requestKey} />
          <TextArea
            label="What did you find out?"
            name="why"
            rows={3}
            maxLength={500}
            defaultValue={answer?.typed['why']?.[0]}
            error={answer?.error}
            hint="Whom you spoke to, and why this no need not stand. What others have said stays as it is."
          />
          <StickyActions>
            <Button icon="check" wide>
              Lift this no
            </Button>
          </StickyActions>
        </Form>
      ) : (
        <Notice kind="done" title="There is nothing left to look into here." />
      )}
    </Page>
  );
}

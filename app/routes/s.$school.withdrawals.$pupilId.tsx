// The second tap of a withdrawal on a busy day: who said it. Everything, everywhere, from this moment; there is no undo.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData, useNavigation } from '@remix-run/react';
import { Button, ButtonLink } from '#app/components/button.tsx';
import { RadioGroup } from '#app/components/choices.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { readAnswerForm } from '#app/domain/consent/answer-form.ts';
import { readPupil } from '#app/domain/consent/read-pupil-consent.ts';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { TICKED, WithdrawalForm } from '#app/http/consent-forms.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { METHOD_CHOICES } from '#app/presenters/consent-labels.ts';
import { pupilHead } from '#app/presenters/pupil-consent.ts';

export const meta: MetaFunction = () => [{ title: 'Withdraw everything · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.record');
    const ref = { schoolId: school.id, pupilId: uuidParam(args, 'pupilId') };
    const { db } = services.deps;
    const pupil = pupilHead(await readPupil(db, person, school, ref, at, 'consent.record'));
    const { people } = await readAnswerForm(db, person, school, ref, at);
    const letter = new URL(args.request.url).searchParams.get('letter');
    const byLetter = people.find(({ id }) => id === letter) ?? null;
    return {
      base,
      pupil,
      byLetter: byLetter !== null,
      people: (byLetter ? [byLetter] : people).map(({ id, name, relationship }) => ({
        id,
        words: relationship ? `${name}, ${relationship}` : name,
      })),
      requestKey: randomUUID(),
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'consent.record');
    const pupilId = uuidParam(args, 'pupilId');
    const { holderId, method, evidence, requestKey } = requireFields(
      await readForm(args.request),
      WithdrawalForm,
      TICKED,
    );
    const said = { holderId, method, evidence, requestKey };
    await withdrawConsent(services.deps, person, { schoolId: school.id, pupilId, ...said });
    throw redirect(`${base}/withdrawals?last=${pupilId}`);
  });

export default function WithdrawEverything() {
  const { base, pupil, people, byLetter, requestKey } = useLoaderData<typeof loader>();
  const busy = useNavigation().state === 'submitting';
  return (
    <Page>
      <PageHeader
        title="Withdraw everything"
        over={`${pupil.name}, ${pupil.over}`}
        back={{ to: `${base}/withdrawals`, label: 'Somebody else' }}
      >
        From this moment {pupil.name} is in no photo, anywhere. What has not gone out is stopped, what is live
        comes down. You cannot undo it here: only a new yes brings it back.
      </PageHeader>
      <Form method="post" className="flex flex-col gap-6">
        <input type="hidden" name="requestKey" value={requestKey} />
        <fieldset className="flex flex-col gap-3">
          <legend className="mb-2 font-semibold">
            {byLetter ? 'The letter was for' : 'Who takes it back?'}
          </legend>
          {people.map(({ id, words }) => (
            <Button key={id} name="holderId" value={id} kind="danger" wide busy={busy}>
              Withdraw everything: {words}
            </Button>
          ))}
          <Button name="holderId" value="other" kind="danger" wide busy={busy}>
            Withdraw everything: somebody else
          </Button>
        </fieldset>
        <details>
          <summary className="inline-flex min-h-11 items-center text-small underline underline-offset-4">
            How they said it: {byLetter ? 'on paper' : 'by phone'}
          </summary>
          <RadioGroup
            label="How did they say it?"
            name="method"
            choices={METHOD_CHOICES}
            defaultValue={byLetter ? 'paper' : 'phone'}
          />
        </details>
      </Form>
      <div className="flex flex-wrap gap-3">
        <ButtonLink to={`${base}/pupils/${pupil.id}/withdraw`} kind="quiet">
          Only part of it
        </ButtonLink>
        <ButtonLink to={`${base}/pupils/${pupil.id}/record`} kind="quiet">
          Record other answers
        </ButtonLink>
      </div>
    </Page>
  );
}

// Why a post was taken down: asked after it is on its way, so that the question never stands between a child and the end of a picture.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { Button, ButtonLink } from '#app/components/button.tsx';
import { RadioGroup } from '#app/components/choices.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { recordBreach } from '#app/domain/breaches/record-breach.ts';
import { explainTakedown } from '#app/domain/posts/explain-takedown.ts';
import { MAX_NOTE } from '#app/domain/posts/takedown-causes.ts';
import { readSeenPost } from '#app/domain/posts/read-post-page.ts';
import { readWhy } from '#app/domain/posts/read-why.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { postHere } from '#app/http/post-here.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { TAKEDOWN_CHOICES } from '#app/presenters/takedown-choices.ts';
import { whyDownWords } from '#app/presenters/why-down.ts';

export const meta: MetaFunction = () => [{ title: 'Why it came down · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, of, here } = await postHere(args);
    const read = await orRefused(() => readWhy(services.deps.db, person, of, at));
    if (read.refused) throw redirect(`${here}?note=moved_on`);
    return { here, ...whyDownWords(read.value, school.zone, at) };
  });

const Why = z.object({
  cause: z.enum(
    ['should_not_be_shown', 'permission_changed', 'mistake', 'asked_from_outside', 'other'],
    'Choose what comes closest, or leave the page: it comes down in any case.',
  ),
  note: z.string().trim().max(MAX_NOTE, 'Please write less.').default(''),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, services, at, of, ref, here, base } = await postHere(args);
    const form = await readForm(args.request);
    await readSeenPost(services.deps.db, person, of, at);
    if (form.get('intent') === 'record') {
      const recorded = await orRefused(() => recordBreach(services.deps, person, ref));
      throw redirect(recorded.refused ? `${here}?note=moved_on` : `${base}/breaches/${recorded.value}`);
    }
    const typed = { cause: String(form.get('cause') ?? ''), note: String(form.get('note') ?? '') };
    const fields = fieldsOf(form, Why);
    if (!fields.ok) return json({ errors: fields.errors, refused: null, typed }, { status: 400 });
    const done = await orRefused(() => explainTakedown(services.deps, person, ref, fields.value));
    if (!done.refused) throw redirect(`${here}?note=why`);
    const { reason, sentence, todo, status } = done.refused;
    if (reason === 'not_in_this_state') throw redirect(`${here}?note=moved_on`);
    return json({ errors: {}, refused: { sentence, todo }, typed }, { status });
  });

export default function WhyRoute() {
  const { here, title, standing, said, maySay, mayRaise, mayRecord } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <Page>
      <PageHeader title={title} back={{ to: here, label: 'Back to the post' }}>
        {standing}
      </PageHeader>
      {answer?.refused && (
        <Notice kind="stopped" word="Not done" title={answer.refused.sentence} announce>
          {answer.refused.todo}
        </Notice>
      )}
      <ErrorSummary
        title="Not noted yet."
        lines={Object.entries(errors).map(([fieldId, message]) => ({ fieldId, message }))}
      />
      {said && (
        <Notice kind="info" title={said.sentence}>
          {said.by}
          {said.note && <span className="block">“{said.note}”</span>}
        </Notice>
      )}
      {maySay && (
        <Form method="post" className="flex flex-col gap-5">
          <RadioGroup
            label="Why did it come down?"
            name="cause"
            choices={TAKEDOWN_CHOICES}
            {...(answer?.typed.cause ? { defaultValue: answer.typed.cause } : {})}
            {...(errors['cause'] ? { error: errors['cause'] } : {})}
          />
          <TextArea
            label="Anything to add"
            name="note"
            optional
            rows={2}
            hint="For those who may take posts down. Please name no child."
            maxLength={MAX_NOTE}
            defaultValue={answer?.typed.note ?? ''}
            {...(errors['note'] ? { error: errors['note'] } : {})}
          />
          <div className="flex flex-wrap gap-3">
            <Button icon="check">Note it</Button>
            <ButtonLink to={here} kind="quiet">
              Not now
            </ButtonLink>
          </div>
          <p className="text-small text-quiet">
            Until somebody says why, its photos count as not to be used again.
          </p>
        </Form>
      )}
      {mayRaise && (
        <Form method="post" className="flex flex-col items-start gap-1.5">
          <Button kind="quiet" name="cause" value="should_not_be_shown" icon="warn">
            Somebody in it should not have been shown
          </Button>
          <p className="text-small text-quiet">
            Press this if it turns out so. The data lead and the safeguarding leads are told. You do not say
            who.
          </p>
        </Form>
      )}
      {mayRecord && (
        <Form method="post" className="flex flex-col items-start gap-1.5">
          <Button kind="quiet" name="intent" value="record" icon="warn">
            It should never have gone out: open a record
          </Button>
          <p className="text-small text-quiet">
            Press this if the no was there before the post, on paper or by word of mouth. The data lead and
            the safeguarding leads are told, and the 72 hours run from now.
          </p>
        </Form>
      )}
    </Page>
  );
}

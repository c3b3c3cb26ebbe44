// Where a pupil types the code of their slip; also what stands on a shared tablet between two pupils.
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Field } from '#app/components/field.tsx';
import { PageHeader } from '#app/components/page.tsx';
import { PlainFrame } from '#app/components/plain-frame.tsx';
import { isPractice } from '#app/domain/school/installation.ts';
import { readForm } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { requireSameOrigin } from '#app/http/same-origin.server.ts';
import { noCookie, QUESTIONS, sitDown } from '#app/http/slip-sitting.server.ts';

export const meta: MetaFunction = () => [{ title: 'Your view · Gatepost' }];
export const headers: HeadersFunction = () => ({ 'Referrer-Policy': 'no-referrer' });

const PROBLEMS: Readonly<Record<string, string>> = {
  ended: 'This code does not work. Check it letter by letter. If it still does not work, ask for a new slip.',
  too_often: 'There have been too many tries from here. Wait a quarter of an hour, then try again.',
};

/** Whoever is here sits at no slip any more. */
export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const note = new URL(args.request.url).searchParams.get('note') ?? '';
    const { services } = args.context;
    return json(
      {
        thanks: note === 'thanks',
        problem: PROBLEMS[note] ?? null,
        practice: await isPractice(services.deps.db),
      },
      { headers: { 'Set-Cookie': noCookie(services) } },
    );
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    requireSameOrigin(args.request, args.context.services.publicOrigin);
    const code = String((await readForm(args.request)).get('code') ?? '');
    const typed = await sitDown(args, code);
    if ('problem' in typed) return redirect(`/v?note=${typed.problem}`);
    return redirect(QUESTIONS, { headers: { 'Set-Cookie': typed.cookie } });
  });

export default function TypeCode() {
  const { thanks, problem, practice } = useLoaderData<typeof loader>();
  return (
    <PlainFrame practice={practice}>
      {thanks ? (
        <PageHeader title="Thank you">What you said is kept. Somebody else can start now.</PageHeader>
      ) : (
        <PageHeader title="What do you think?">
          Three short questions about photos of you. Answer alone: nobody else should look.
        </PageHeader>
      )}
      <ErrorSummary
        title="That did not open."
        lines={problem ? [{ message: problem, fieldId: 'code' }] : []}
      />
      <Form method="post" action="/v?index" reloadDocument className="flex flex-col gap-5">
        <Field
          label="The code inside your slip"
          name="code"
          hint="8 letters and numbers."
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={30}
          {...(problem ? { error: problem } : {})}
          required
        />
        <Button wide>Start</Button>
      </Form>
    </PlainFrame>
  );
}

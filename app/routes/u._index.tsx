// Where a guest types a code that was read out to them.
import type { ActionFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Field } from '#app/components/field.tsx';
import { PageHeader } from '#app/components/page.tsx';
import { PlainFrame } from '#app/components/plain-frame.tsx';
import { readForm } from '#app/http/form.server.ts';
import { openCodeOf } from '#app/http/open-code.server.ts';
import { requireSameOrigin } from '#app/http/same-origin.server.ts';

export const meta: MetaFunction = () => [{ title: 'Send photos · Gatepost' }];

const ENDED = 'This code has ended, or was never given out. Check it, or ask the school for another.';
const TOO_OFTEN = 'There have been too many tries from here. Wait a quarter of an hour, then try again.';

export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request, args.context.services.publicOrigin);
  const code = String((await readForm(args.request)).get('code') ?? '').trim();
  try {
    const { here } = await openCodeOf({ ...args, params: { code } });
    return redirect(here);
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown;
    return json({ sentence: thrown.status === 429 ? TOO_OFTEN : ENDED }, { status: thrown.status });
  }
}

export default function TypeCode() {
  const answer = useActionData<typeof action>();
  return (
    <PlainFrame>
      <PageHeader title="Send photos to a school" />
      <ErrorSummary
        title="That did not open."
        lines={answer ? [{ message: answer.sentence, fieldId: 'code' }] : []}
      />
      <Form method="post" className="flex flex-col gap-5">
        <Field
          label="The code you were given"
          name="code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={60}
          error={answer?.sentence}
          required
        />
        <Button wide>Go on</Button>
      </Form>
    </PlainFrame>
  );
}

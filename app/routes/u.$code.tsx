// A guest's page: says once whose photos they are, then only takes them. Nothing that is at the school can be seen from here,
// not even what was sent a moment ago.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { Checkbox, RadioGroup } from '#app/components/choices.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { PageHeader } from '#app/components/page.tsx';
import { PlainFrame } from '#app/components/plain-frame.tsx';
import { GuestUploads } from '#app/components/uploads/guest-uploads.tsx';
import { MAX_UPLOAD_BYTES } from '#app/domain/photos/photo-limits.ts';
import { photoRefusalSentence } from '#app/domain/photos/photo-refusals.ts';
import { isPractice } from '#app/domain/school/installation.ts';
import { sayRights, TAKEN_BY } from '#app/domain/uploads/open-code.ts';
import { MOST_CODE_PHOTOS } from '#app/domain/uploads/upload-limits.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { openCodeOf } from '#app/http/open-code.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { requireSameOrigin } from '#app/http/same-origin.server.ts';
import { takenByChoices } from '#app/presenters/codes.ts';
import { receivedSentence, uploadRefusalSentence } from '#app/presenters/uploads.ts';

export { CodeEnded as ErrorBoundary } from '#app/components/uploads/code-ended.tsx';

export const meta: MetaFunction = () => [{ title: 'Send photos · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { code, here, services } = await openCodeOf(args);
    return {
      schoolName: code.schoolName,
      event: code.event,
      ready: code.rightsConfirmed,
      practice: await isPractice(services.deps.db),
      limits: { to: `${here}/uploads`, mostPhotos: MOST_CODE_PHOTOS, mostBytes: MAX_UPLOAD_BYTES },
      words: {
        tooManyWords: uploadRefusalSentence('code_full'),
        tooLargeWords: receivedSentence('too_many_bytes'),
        tooManyPixelsWords: photoRefusalSentence('too_many_pixels'),
      },
    };
  });

const Rights = z.object({
  takenBy: z.enum(TAKEN_BY, 'Say who took them.'),
  mayUse: z.literal('yes', 'Without this the school cannot take them.'),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    requireSameOrigin(args.request, args.context.services.publicOrigin);
    const { code, here, services } = await openCodeOf(args);
    const fields = fieldsOf(await readForm(args.request), Rights);
    if (!fields.ok) return json({ errors: fields.errors }, { status: 400 });
    await sayRights(services.deps, code, fields.value.takenBy);
    throw redirect(here);
  });

export default function Guest() {
  const { schoolName, event, ready, practice, limits, words } = useLoaderData<typeof loader>();
  const errors: Record<string, string> = useActionData<typeof action>()?.errors ?? {};
  return (
    <PlainFrame practice={practice}>
      <PageHeader title={ready ? 'Send your photos' : 'Before you send'} over={`${schoolName} · ${event}`} />
      {ready ? (
        <GuestUploads {...limits} {...words} />
      ) : (
        <>
          <ErrorSummary
            title="One more thing."
            lines={Object.entries(errors).map(([fieldId, message]) => ({ message, fieldId }))}
          />
          <Form method="post" className="flex flex-col gap-5">
            <RadioGroup
              label="Who took these photos?"
              name="takenBy"
              choices={takenByChoices}
              error={errors['takenBy']}
              required
            />
            <Checkbox
              name="mayUse"
              value="yes"
              label="The school may use them in its posts. Nobody else has to be asked or paid."
              error={errors['mayUse']}
            />
            <Button wide>Go on</Button>
          </Form>
        </>
      )}
    </PlainFrame>
  );
}

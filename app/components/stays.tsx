// Until when a live post stays: said to everybody, and changed by those who place posts, sooner as they like, later only while
// everybody in it may still be shown.
import { Form } from '@remix-run/react';
import type { PostPageView } from '#app/presenters/post-page.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Section } from './page.tsx';

export function Stays({ stays, problem }: { stays: PostPageView['stays']; problem: string | null }) {
  if (!stays) return null;
  return (
    <Section id="stays" title="How long it stays">
      <p>It stays until {stays.text}. Then it is taken down by itself, because it shows pupils.</p>
      {stays.mayChange && (
        <details {...(problem ? { open: true } : {})}>
          <summary className="inline-flex min-h-11 items-center underline underline-offset-4">
            Change the last day
          </summary>
          <Form method="post" noValidate className="flex flex-col items-start gap-4 pt-2">
            <Field
              label="Last day on which it stays"
              name="lastDay"
              type="date"
              defaultValue={stays.lastDay}
              hint="Sooner is always possible. Later only if everybody in it may still be shown then."
              {...(problem ? { error: problem } : {})}
            />
            <Button name="intent" value="stay" kind="quiet" icon="check">
              Change it
            </Button>
          </Form>
        </details>
      )}
    </Section>
  );
}

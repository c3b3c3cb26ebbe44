// Before a form is retired: for how many pupils somebody has said yes on it, and what then happens. One button, and the way back.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { Button } from '#app/components/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { readForm } from '#app/domain/consent/read-forms.ts';
import { countPupilsOn, retireForm } from '#app/domain/consent/retire-form.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { readForm as readFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { formPage, retireWords } from '#app/presenters/forms.ts';

export const meta: MetaFunction = () => [{ title: 'Retire a form · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'form.publish');
    const ref = { schoolId: school.id, formVersionId: uuidParam(args, 'formVersionId') };
    const { db } = services.deps;
    const { title, over, retired } = formPage(await readForm(db, person, ref, at), school.zone, at);
    if (retired) throw redirect(`${base}/forms/${ref.formVersionId}`);
    return {
      here: `${base}/forms/${ref.formVersionId}`,
      title,
      over,
      warning: retireWords(await countPupilsOn(db, person, ref, at)),
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'form.publish');
    const ref = { schoolId: school.id, formVersionId: uuidParam(args, 'formVersionId') };
    await readForm(services.deps.db, person, ref, at);
    await readFields(args.request);
    await retireForm(services.deps, person, ref);
    throw redirect(`${base}/forms/${ref.formVersionId}`);
  });

export default function RetireForm() {
  const { here, title, over, warning } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader
        title="Retire this form?"
        over={`${title}. ${over}`}
        back={{ to: here, label: 'Back to the form' }}
      >
        Retire a form only when its words were wrong. When they were only improved, publish the next version:
        answers on the old one then still count.
      </PageHeader>
      <Notice kind="needs-you" title={warning} />
      <Form method="post" className="flex flex-col items-start gap-4">
        <Button kind="danger" icon="stop">
          Retire it in every language
        </Button>
        <Link to={here} className="inline-flex min-h-11 items-center">
          Keep it
        </Link>
      </Form>
    </Page>
  );
}

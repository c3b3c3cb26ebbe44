// The pupils of one post, to be looked up in the school's own records by name and number. The post itself is not shown here.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, Link, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { checkRecords, readPupilsToLookUp } from '#app/domain/consent/check-records.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { lookUpPage } from '#app/presenters/record-checks.ts';

export const meta: MetaFunction = () => [{ title: 'Look pupils up · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'record.check');
    const facts = await readPupilsToLookUp(services.deps.db, person, school, uuidParam(args, 'postId'), at);
    return { base, ...lookUpPage(facts, school.zone, at), requestKey: randomUUID() };
  });

const Looked = z.object({ requestKey: z.uuid(), pupilId: z.array(z.uuid()).max(500) });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'record.check');
    const postId = uuidParam(args, 'postId');
    const { requestKey, pupilId } = requireFields(await readForm(args.request), Looked, ['pupilId']);
    const input = { schoolId: school.id, postId, pupilIds: pupilId, requestKey };
    await checkRecords(services.deps, person, input);
    throw redirect(`${base}/records?note=looked`);
  });

export default function PupilsToLookUp() {
  const page = useLoaderData<typeof loader>();
  const { base, pupils, looked, exported } = page;
  const busy = useNavigation().state === 'submitting';
  return (
    <Page>
      <PageHeader title={page.title} over={page.over} back={{ to: `${base}/records`, label: 'All posts' }}>
        Open each of them in the school’s own records, now. Has anybody said no since the last export
        {exported ? ` of ${exported.text}` : ''}?
      </PageHeader>
      {looked && (
        <Notice kind="done" title={looked.sentence}>
          {looked.until}
        </Notice>
      )}
      {!page.old && (
        <Notice kind="info" title="The records here are fresh enough. There is no need to look." />
      )}
      {pupils.length > 0 && (
        <Section id="pupils" title="Pupils in it" hint="If anything has changed, record it there first.">
          <ul className="divide-y divide-line rounded-card border border-line bg-paper shadow-card">
            {pupils.map(({ id, name, about }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-4 p-4">
                <div className="min-w-0 flex-1 basis-48">
                  <p className="font-semibold">{name}</p>
                  <p className="text-small text-quiet">{about}</p>
                </div>
                <Link to={`${base}/pupils/${id}`} className="inline-flex min-h-11 items-center">
                  Something has changed
                </Link>
              </li>
            ))}
          </ul>
          <Form method="post" className="flex flex-col gap-3">
            <input type="hidden" name="requestKey" value={page.requestKey} />
            {pupils.map(({ id }) => (
              <input key={id} type="hidden" name="pupilId" value={id} />
            ))}
            <p className="text-small text-quiet">
              This says that you looked up every one of them. It is kept with your name. It changes no answer:
              whoever may not be shown is still not shown.
            </p>
            <Button icon="check" busy={busy} wide>
              {pupils.length === 1
                ? 'I looked, and it still holds'
                : 'I looked up all of them, and it still holds'}
            </Button>
          </Form>
        </Section>
      )}
    </Page>
  );
}

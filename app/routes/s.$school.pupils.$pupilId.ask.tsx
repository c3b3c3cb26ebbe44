// Asks one person for their answers about one pupil: makes their personal link and the letter that carries it, shown this once, and
// ends links that should open nothing any more.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { qrPicture } from '#app/http/qr-picture.server.ts';
import { peopleChoices } from '#app/components/answer-fields.tsx';
import { Button } from '#app/components/button.tsx';
import { RadioGroup, Select } from '#app/components/choices.tsx';
import { ConsentLetter } from '#app/components/consent-letter.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { PrintButton } from '#app/components/print-button.tsx';
import { askOne, readAskPage } from '#app/domain/consent/ask-one.ts';
import { endLink } from '#app/domain/consent/consent-link.ts';
import { readPupil } from '#app/domain/consent/read-pupil-consent.ts';
import { may } from '#app/domain/permissions.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { fieldsOf, readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { consentLetter } from '#app/presenters/consent-letter.ts';
import { pupilHead } from '#app/presenters/pupil-consent.ts';
import { dayWords } from '#app/presenters/when.ts';

export const meta: MetaFunction = () => [{ title: 'Ask for consent · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.ask');
    const ref = { schoolId: school.id, pupilId: uuidParam(args, 'pupilId') };
    const { db } = services.deps;
    const { links, ...asking } = await readAskPage(db, person, school, ref, at);
    return {
      base,
      pupil: pupilHead(await readPupil(db, person, school, ref, at, 'consent.ask')),
      ...asking,
      writesForms: may(person, 'form.publish', school.id, at),
      links: links.map((link) => ({
        id: link.id,
        person: link.person,
        about: `${link.way === 'letter' ? 'Letter' : 'E-mail'} of ${dayWords(link.madeAt, school.zone, at)}. Opens until ${dayWords(new Date(link.expiresAt.getTime() - 1), school.zone, at)}.`,
      })),
    };
  });

const Ask = z.object({
  holderId: z.uuid('Choose whom you ask.'),
  formSeries: z.uuid(),
  tripId: z.union([z.uuid(), z.literal('')]).transform((value) => value || null),
});
const End = z.object({ linkId: z.uuid() });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.ask');
    const of = { schoolId: school.id, pupilId: uuidParam(args, 'pupilId') };
    const form = await readForm(args.request);
    if (form.get('intent') === 'end') {
      await endLink(services.deps, person, { ...of, ...requireFields(form, End) });
      throw redirect(`${base}/pupils/${of.pupilId}/ask?ended`);
    }
    await readAskPage(services.deps.db, person, school, of, at);
    const fields = fieldsOf(form, Ask);
    if (!fields.ok) return json({ errors: fields.errors, made: null }, { status: 422 });
    const letter = consentLetter(
      await askOne(services.deps, person, { ...of, ...fields.value }),
      school,
      services.publicOrigin,
      at,
    );
    return json({ errors: {}, made: { letter, picture: qrPicture(letter.address) } });
  });

export default function AskForConsent() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const errors: Record<string, string> = answer?.errors ?? {};
  const here = `${page.base}/pupils/${page.pupil.id}`;
  if (answer?.made)
    return (
      <Page>
        <div className="not-on-paper flex flex-col gap-4">
          <PageHeader
            title="The letter is ready"
            over={`${page.pupil.name}, ${page.pupil.over}`}
            back={{ to: here, label: 'Back to the pupil' }}
          >
            Print it now: its address is shown this once and kept nowhere. Put it in an envelope for this one
            person. An older link of theirs no longer opens.
          </PageHeader>
          <PrintButton />
        </div>
        <ConsentLetter letter={answer.made.letter} picture={answer.made.picture} />
      </Page>
    );
  return (
    <Page>
      <PageHeader
        title="Ask for consent"
        over={`${page.pupil.name}, ${page.pupil.over}`}
        back={{ to: here, label: 'Back to the pupil' }}
      >
        Makes a letter with a link for one person. They answer on their phone, without an account, and can
        change their mind the same way.
      </PageHeader>
      <ErrorSummary title="No letter was made." lines={summaryOf(errors)} />
      {search.has('ended') && !answer && (
        <Notice kind="done" title="The link is ended." announce>
          It opens nothing any more. What was answered by it is kept.
        </Notice>
      )}
      {page.people.length === 0 || page.forms.length === 0 ? (
        <Missing people={page.people.length} base={page.base} writesForms={page.writesForms} />
      ) : (
        <Form method="post" className="flex flex-col gap-6">
          <RadioGroup
            label="Whom do you ask?"
            name="holderId"
            choices={peopleChoices(page.people)}
            error={errors['holderId']}
          />
          {page.forms.length === 1 ? (
            <input type="hidden" name="formSeries" value={page.forms[0]?.series} />
          ) : (
            <Select
              label="With which form?"
              name="formSeries"
              choices={page.forms.map(({ series, title }) => ({ value: series, label: title }))}
            />
          )}
          {page.trips.length > 0 ? (
            <Select
              label="For one trip only?"
              name="tripId"
              choices={[
                { value: '', label: 'No, for every occasion' },
                ...page.trips.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          ) : (
            <input type="hidden" name="tripId" value="" />
          )}
          <div>
            <Button name="intent" value="ask" icon="plus">
              Make the letter
            </Button>
          </div>
        </Form>
      )}
      {page.links.length > 0 && (
        <Section id="links" title="Links that open now">
          <ul className="divide-y divide-line rounded-card border border-line bg-paper shadow-card">
            {page.links.map(({ id, person, about }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-3 p-4">
                <div className="min-w-0">
                  <p className="font-semibold">{person}</p>
                  <p className="text-small text-quiet">{about}</p>
                </div>
                <Form method="post">
                  <input type="hidden" name="linkId" value={id} />
                  <Button kind="quiet" icon="lock" name="intent" value="end">
                    End it<span className="sr-only"> for {person}</span>
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

function Missing({ people, base, writesForms }: { people: number; base: string; writesForms: boolean }) {
  if (people === 0)
    return (
      <Notice kind="needs-you" title="Nobody is on record who may answer for this pupil.">
        Bring in the school’s records with parents and carers, or ask the data lead to add them.
      </Notice>
    );
  return (
    <Notice kind="needs-you" title="There is no form to ask with yet.">
      {writesForms ? <Link to={`${base}/forms`}>Write and publish one</Link> : 'The data lead publishes one.'}
    </Notice>
  );
}

// Why a pupil may or may not be shown in one use: every rule in order, with what it rests on, for the data lead and the
// safeguarding leads.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { WorkedRules } from '#app/components/worked-rules.tsx';
import { CHANNELS, PURPOSES, SUBJECTS } from '#app/domain/consent/consent-vocabulary.ts';
import { explainUse } from '#app/domain/consent/explain-use.ts';
import { notePupilViewed } from '#app/domain/consent/read-pupil-consent.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { pupilHead } from '#app/presenters/pupil-consent.ts';
import { whyPage } from '#app/presenters/why.ts';

export const meta: MetaFunction = () => [{ title: 'Why · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.history');
    const { db } = services.deps;
    const ref = { schoolId: school.id, pupilId: uuidParam(args, 'pupilId') };
    const asked = new URL(args.request.url).searchParams;
    const use = {
      subject: SUBJECTS.find((name) => name === asked.get('use')) ?? 'image',
      channel: CHANNELS.find((name) => name === asked.get('place')) ?? 'x',
      purpose: PURPOSES.find((name) => name === asked.get('for')) ?? 'celebration',
    };
    const explained = await explainUse(db, person, school, ref, use, at);
    await notePupilViewed(db, person, ref, at);
    return { base, pupil: pupilHead(explained.pupil), ...whyPage(explained, use, school.zone, at) };
  });

export default function Why() {
  const { base, pupil, use, answer, rules } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader
        title={pupil.name}
        over={pupil.over}
        back={{ to: `${base}/pupils/${pupil.id}`, label: 'Back to the pupil' }}
      >
        {use}
      </PageHeader>
      <Notice kind={answer.stops ? 'stopped' : 'done'} title={`${answer.title}.`}>
        Asked without a photo, so every condition of a yes counts as not met. Please keep this page to
        yourself: others see the answer alone.
      </Notice>
      <Section id="rules" title="The rules, in their order" hint="The worst of them counts.">
        <WorkedRules rules={rules} />
      </Section>
    </Page>
  );
}

// The gallery's review screen: the head, one minute, on a phone.
import { Button } from '#app/components/button.tsx';
import { RefusalNote } from '#app/components/notice.tsx';
import { Card } from '#app/components/card.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { Person } from '#app/components/person.tsx';
import { PhotoFigure } from '#app/components/photo-figure.tsx';
import { PostPreview } from '#app/components/post-preview.tsx';
import { PostTrack } from '#app/components/post-track.tsx';
import { Sheet } from '#app/components/sheet.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { Story } from '#app/components/story.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { WhenText } from '#app/components/when-text.tsx';
import { LONG_NAME } from './made-up.ts';

const LAMB = 'A girl in a blue coat kneels in straw and holds out a bottle to a lamb.';

export function Review() {
  return (
    <Page>
      <PageHeader
        title="May this go out?"
        over="Year 4 at Gorse Hill Farm"
        back={{ to: '/waiting', label: 'Waiting for you' }}
      >
        Written by <Person name={LONG_NAME} />, changed by <Person name="Mr Osei" role="teacher" />. To go out{' '}
        <WhenText
          when={{ iso: '2026-06-11T15:30:00+01:00', text: 'Thu 11 June, 3:30 pm UK time' }}
          relative="in 2 days"
        />
        .
      </PageHeader>
      <PostTrack
        status="in_review"
        reason="Sent by Mr Osei yesterday at 4:10 pm."
        todo="Read it, then approve it or send it back."
      />
      <PostPreview
        platformName="X"
        accountName="Ysgol Llanfairpwll"
        handle="@LlanfairPrimary"
        when={<WhenText when={{ iso: '2026-06-11T15:30:00+01:00', text: '11 June' }} />}
        words={[
          {
            kind: 'text',
            text: 'Year 4 met the lambs at Gorse Hill Farm today and learned how wool becomes yarn.\n\nMore on our website: ',
          },
          { kind: 'link', text: 'llanfairpwll.example/farm' },
        ]}
        photos={[
          { id: '1', src: 'photo-1.jpg', alt: LAMB },
          { id: '2', src: 'photo-2.jpg', alt: 'Four children stand at a fence and look at sheep.' },
          { id: '3', src: 'photo-3.jpg', alt: null },
        ]}
      />
      <Section id="photos" title="Each photo">
        <PhotoFigure
          name="Photo 1 of 3"
          alt={LAMB}
          photo={{ state: 'ready', src: 'photo-1.jpg', width: 1200, height: 900 }}
        >
          <ul className="text-small">
            <li>Ffion, Year 4: can be shown</li>
            <li>Oluwaseun, Year 4: only in a group</li>
          </ul>
        </PhotoFigure>
      </Section>
      <Section id="story" title="What happened so far">
        <Story
          events={[
            {
              id: 'a',
              when: { iso: '2026-06-08T16:10:00+01:00', text: 'Mon 8 June, 4:10 pm UK time' },
              sentence: (
                <>
                  <Person name="Mr Osei" /> sent it to the headteacher.
                </>
              ),
            },
            {
              id: 'b',
              when: { iso: '2026-06-08T17:02:00+01:00', text: 'Mon 8 June, 5:02 pm UK time' },
              sentence: (
                <>
                  <Person name="Mrs Okafor" you /> sent it back.
                </>
              ),
              detail: 'Please take the class name out.',
              stopped: true,
              proof: { to: '/posts/1/record', label: 'See the record' },
            },
            {
              id: 'c',
              when: { iso: '2026-06-09T08:30:00+01:00', text: 'Today, 8:30 am UK time' },
              sentence: (
                <>
                  <Person name="Mr Osei" /> changed the words.
                </>
              ),
            },
          ]}
        />
      </Section>
      <Card>
        <p className="font-semibold">If this head had written part of it:</p>
        <RefusalNote
          reason="You wrote part of this post, so somebody else must approve it."
          who="Mr Bevan, deputy headteacher, can."
          clause={{ label: 'Policy 5.1', href: '/policy#5' }}
        />
      </Card>
      <StickyActions>
        <Button icon="check">Approve</Button>
        <Sheet
          opener={{ label: 'Send back', to: '/posts/1/send-back', kind: 'quiet', icon: 'undo' }}
          title="Send it back"
          description="Mr Osei is told at once and keeps everything that was written."
        >
          <form method="post" className="flex flex-col gap-4">
            <TextArea label="What should change?" name="reason" />
            <Button icon="undo">Send back</Button>
          </form>
        </Sheet>
      </StickyActions>
    </Page>
  );
}

// The gallery's drafting screen: photos first, words with a count, a form sent with faults in it.
import { Button } from '#app/components/button.tsx';
import { Checkbox, RadioGroup, Select } from '#app/components/choices.tsx';
import { DateTimeField } from '#app/components/date-time-field.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Field } from '#app/components/field.tsx';
import { Issue, Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { PhotoFigure } from '#app/components/photo-figure.tsx';
import { PracticeBanner } from '#app/components/practice-banner.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { TextArea } from '#app/components/text-area.tsx';

const ALT_HINT = 'What would you say on the phone to someone who cannot see it?';

export function Compose() {
  return (
    <Page>
      <PageHeader
        title="New post"
        over="Year 4 at Gorse Hill Farm"
        back={{ to: '/posts', label: 'Your posts' }}
      />
      <form method="post" className="flex flex-col gap-8">
        <ErrorSummary
          lines={[
            { fieldId: 'alt-1', message: 'Describe photo 1' },
            { fieldId: 'words', message: 'The words are 12 characters too long' },
            { fieldId: 'rights', message: 'Say who took the photos' },
          ]}
        />
        <Section
          id="photos"
          title="Photos"
          hint="Up to four. The place and the phone’s details are taken out."
        >
          <PracticeBanner />
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <PhotoFigure
              name="Photo 1"
              alt={null}
              photo={{ state: 'ready', src: 'photo-1.jpg', width: 1200, height: 900 }}
            >
              <TextArea label="Description" name="alt-1" hint={ALT_HINT} rows={3} error="Describe photo 1" />
              <Field
                label="How many people can be seen?"
                name="count-1"
                type="number"
                min={0}
                inputMode="numeric"
              />
            </PhotoFigure>
            <PhotoFigure
              name="Photo 2"
              alt={null}
              photo={{ state: 'working', words: 'Sending photo 2', percent: 62 }}
            >
              <p className="text-small text-quiet">You can go on writing.</p>
            </PhotoFigure>
            <PhotoFigure name="Photo 3" alt={null} photo={{ state: 'working', words: 'Cleaning photo 3' }} />
            <PhotoFigure
              name="Photo 4"
              alt={null}
              photo={{
                state: 'refused',
                words:
                  'It is a HEIC file. Choose “Most compatible” in the camera’s settings, or send a JPEG.',
              }}
            />
          </div>
        </Section>
        <Section id="writing" title="Words">
          <TextArea
            label="What happened?"
            name="words"
            defaultValue="Year 4 met the lambs at Gorse Hill Farm today."
            count={{ used: 292, limit: 280 }}
            error="The words are 12 characters too long. Take some out."
          />
          <Issue kind="stopped" clause={{ label: 'Guidelines, point 7', href: '/policy#7' }}>
            “Class Derwen” with a photo says which class the pupils are in. Write “Year 4” instead.
          </Issue>
          <Issue kind="needs-you">“Mrs Patel” is named. Has she agreed?</Issue>
        </Section>
        <Section id="about" title="About this post">
          <Select
            label="Account"
            name="account"
            prompt="Choose an account"
            choices={[{ value: 'x', label: 'X @LlanfairPrimary' }]}
          />
          <DateTimeField
            label="Not before"
            name="not-before"
            zone="UK time"
            defaultValue="2026-06-11T15:30"
            optional
          />
          <RadioGroup
            label="Who took the photos?"
            name="rights"
            error="Say who took the photos"
            defaultValue="me"
            choices={[
              { value: 'me', label: 'I did, at work' },
              { value: 'other', label: 'Somebody else who works here' },
              { value: 'ask', label: 'Not sure', hint: 'The headteacher is asked before anything goes on.' },
            ]}
          />
          <Checkbox name="true" label="It is true, and I have checked names and figures." defaultChecked />
          <Checkbox
            name="copies"
            label="Copies on my own phone are deleted."
            hint="The trip list says when."
          />
        </Section>
        <Notice kind="info" title="Nothing goes out yet.">
          The headteacher sees it first.
        </Notice>
        <StickyActions note="Saved at 10:04">
          <Button icon="send">Send to the head</Button>
          <Button kind="quiet" name="intent" value="save">
            Save
          </Button>
        </StickyActions>
      </form>
    </Page>
  );
}

// What each screen part says when the server draws it, to eyes and to screen readers.
import { describe, expect, test } from 'vitest';
import { Button } from '#app/components/button.tsx';
import { MonthGrid } from '#app/components/calendar.tsx';
import { StackList } from '#app/components/card.tsx';
import { Checkbox, RadioGroup } from '#app/components/choices.tsx';
import { ConsentGrid } from '#app/components/consent-grid.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { DateTimeField } from '#app/components/date-time-field.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Field } from '#app/components/field.tsx';
import { Issue, Notice, RefusalNote } from '#app/components/notice.tsx';
import { PhotoFigure } from '#app/components/photo-figure.tsx';
import { PostPreview } from '#app/components/post-preview.tsx';
import { PostTrack } from '#app/components/post-track.tsx';
import { Progress } from '#app/components/progress.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { WhenText } from '#app/components/when-text.tsx';
import { ALL_STATUSES, JUNE } from '../../scripts/gallery/made-up.ts';
import { count, draw, words } from './drawn.tsx';

describe('PostTrack', () => {
  const BROKEN = ALL_STATUSES.filter(
    (status) => !['draft', 'in_review', 'approved', 'scheduled', 'publishing', 'published'].includes(status),
  );

  test.each(ALL_STATUSES)('%s is said in a word of its own and marked on exactly one step', (status) => {
    const html = draw(<PostTrack status={status} />);
    expect(count(html, /<li /g)).toBe(6);
    expect(count(html, /aria-current="step"/g)).toBe(status === 'published' ? 0 : 1);
    expect(count(html, /stopped here/g)).toBe(BROKEN.includes(status) ? 1 : 0);
    expect(html).not.toContain(`>${status}<`);
  });

  test('no two states share a word', () => {
    const said = ALL_STATUSES.map((status) =>
      words(draw(<PostTrack status={status} />).split('</ol>')[1] ?? ''),
    );
    expect(new Set(said).size).toBe(ALL_STATUSES.length);
  });

  test('a held post shows how far it had come, the one reason and the one thing to do', () => {
    const held = draw(
      <PostTrack
        status="held"
        reached={4}
        reason="Permission for a pupil no longer covers this post."
        todo="Remove the photo."
      />,
    );
    expect(words(held)).toContain('Scheduled , stopped here');
    expect(words(held)).toContain(
      'Held Permission for a pupil no longer covers this post. Remove the photo.',
    );
  });

  test("uses the school's own word for its head", () => {
    expect(words(draw(<PostTrack status="in_review" head="principal" />))).toContain('With the principal');
  });
});

describe('Refusals and messages', () => {
  test('a refusal stands where the button would be: the reason, who may, the clause, and nothing to press', () => {
    const html = draw(
      <RefusalNote
        reason="You wrote part of this post."
        who="Mr Bevan can."
        clause={{ label: 'Policy 5.1', href: '/policy#5' }}
      />,
    );
    expect(html).not.toContain('<button');
    expect(html).toContain('role="note"');
    expect(words(html)).toBe('You wrote part of this post. Mr Bevan can. Why: Policy 5.1');
  });

  test.each([
    ['info', 'Good to know'],
    ['needs-you', 'Needs you'],
    ['stopped', 'Stopped'],
    ['done', 'Done'],
  ] as const)('a notice of kind %s says it in a word beside its icon', (kind, word) => {
    const html = draw(<Notice kind={kind} title="It is so." />);
    expect(html).toContain('<svg');
    expect(words(html)).toBe(`${word} It is so.`);
  });

  test('an issue says to a screen reader what its icon says to the eye', () => {
    expect(draw(<Issue kind="stopped">Too long.</Issue>)).toContain('aria-label="Stopped"');
  });

  test('a summary of errors takes the focus and links each line to its field', () => {
    const html = draw(
      <ErrorSummary lines={[{ fieldId: 'words', message: 'Too long' }, { message: 'Not saved' }]} />,
    );
    expect(html).toContain('role="alert"');
    expect(html).toMatch(/tabindex="-1" autofocus/i);
    expect(html).toContain('<a href="#words"');
    expect(words(html)).toContain('Nothing is lost');
    expect(draw(<ErrorSummary lines={[]} />)).toBe('');
  });
});

describe('Fields', () => {
  test('a wrong field is marked, and its hint and error are read with it', () => {
    const html = draw(<Field label="Title" name="title" hint="Short" error="Say what happened." />);
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('aria-describedby="title-hint title-error"');
    expect(words(html)).toBe('Title Short Error: Say what happened.');
    expect(draw(<Field label="Title" name="title" />)).not.toContain('aria-invalid');
  });

  test('the count says how many are left, or how many too many, aloud only when it matters', () => {
    const area = (used: number) => draw(<TextArea label="Words" name="words" count={{ used, limit: 280 }} />);
    expect(words(area(200))).toBe('Words 200 of 280 characters, 80 left');
    expect(words(area(292))).toBe('Words 292 of 280 characters, 12 too many 12 too many');
    expect(area(200)).toContain('aria-describedby="words-count"');
  });

  test('one of few is a group with a name, and the first row is where an error leads', () => {
    const html = draw(
      <RadioGroup
        label="Who?"
        name="who"
        error="Say who"
        defaultValue="b"
        choices={[
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ]}
      />,
    );
    expect(html).toContain('<legend');
    expect(html).toMatch(/<input type="radio" id="who" name="who"[^>]* value="a"/);
    expect(html).toMatch(/<input (?=[^>]*checked="")(?=[^>]*value="b")/);
  });

  test('a tick is one row with one name', () => {
    expect(draw(<Checkbox name="true" label="It is true." />)).toMatch(
      /<label for="true"[^>]*><input type="checkbox" id="true" name="true"/,
    );
  });

  test('a time is asked with its zone beside it', () => {
    const html = draw(<DateTimeField label="When" name="when" zone="UK time" earliest="2026-06-11T09:00" />);
    expect(html).toContain('type="datetime-local"');
    expect(html).toContain('min="2026-06-11T09:00"');
    expect(html).toContain('aria-describedby="when-zone"');
  });

  test('a busy button stays reachable by key and says that it is busy', () => {
    const html = draw(<Button busy>Sending…</Button>);
    expect(html).toContain('aria-disabled="true"');
    expect(html).not.toMatch(/ disabled/);
  });
});

describe('Lists, tables and pictures', () => {
  test('a table carries its headings into the cards it becomes', () => {
    const columns = [
      { header: 'Post', cell: (row: string) => row },
      { header: 'Seen', cell: () => '12', numeric: true },
    ] as const;
    const html = draw(
      <DataTable
        caption="Posts"
        columns={[...columns]}
        rows={['Farm']}
        rowKey={(row) => row}
        empty="None yet."
      />,
    );
    expect(html).toContain('data-label="Seen"');
    expect(html).toContain('<th role="rowheader" scope="row">Farm</th>');
    expect(
      draw(
        <DataTable
          caption="Posts"
          columns={[...columns]}
          rows={[]}
          rowKey={(row) => row}
          empty="None yet."
        />,
      ),
    ).toBe('None yet.');
  });

  test('an empty list gives way to what teaches', () => {
    expect(draw(<StackList label="Posts" items={[]} empty="Start here." />)).toBe('Start here.');
  });

  test('a preview holds four photos at most, and shows which has no description', () => {
    const photos = ['1', '2', '3', '4', '5'].map((id) => ({
      id,
      src: `/${id}.jpg`,
      alt: id === '2' ? null : `Photo ${id}`,
    }));
    const html = draw(
      <PostPreview
        accountName="School"
        platformName="Bluesky"
        handle="@school"
        words="Hello"
        photos={photos}
      />,
    );
    expect(count(html, /<img/g)).toBe(4);
    expect(count(html, /No ALT/g)).toBe(1);
    expect(html).toContain('How it will look on Bluesky, from School');
    expect(html).toContain('>@school</span>');
    expect(html).not.toContain('<a ');
  });

  test('a photo that was refused says so at once and offers nothing as if it were there', () => {
    const html = draw(
      <PhotoFigure name="Photo 1" alt="A lamb" photo={{ state: 'refused', words: 'It is empty.' }} />,
    );
    expect(html).toContain('role="alert"');
    expect(html).not.toContain('<img');
    expect(words(html)).toBe('Photo 1 was not added. It is empty.');
  });

  test('progress without a known end carries no number', () => {
    expect(draw(<Progress label="Cleaning" />)).not.toContain('value=');
    expect(words(draw(<Progress label="Sending" percent={61.6} />))).toBe('Sending 62 %');
  });

  test('a day of the month says its date, its posts and what else is on', () => {
    const html = draw(
      <MonthGrid
        title="June"
        weeks={JUNE}
        earlier={{ to: '/e', label: 'May' }}
        later={{ to: '/l', label: 'July' }}
      />,
    );
    expect(words(html)).toContain('Thursday 11 June, 3 posts, Year 4 at the farm');
    expect(words(html)).toContain('Tuesday 2 June, no posts');
    expect(count(html, /<td/g)).toBe(35);
  });

  test('consent is four words, and who and when open only where they were given', () => {
    const cell = (answer: 'yes' | 'no' | 'not_asked' | 'ended') => ({ place: 'X', answer });
    const grid = (proof?: string) =>
      draw(
        <ConsentGrid
          caption="Consent"
          places={['X']}
          rows={(['yes', 'no', 'not_asked', 'ended'] as const).map((answer) => ({
            use: answer,
            cells: [{ ...cell(answer), proof }],
          }))}
        />,
      );
    for (const word of ['Yes', 'No', 'Not asked', 'Ended']) expect(words(grid())).toContain(word);
    expect(grid()).not.toContain('<details');
    expect(count(grid('From the form'), /<details/g)).toBe(4);
  });

  test('a time is a time to machines and words to people', () => {
    expect(
      draw(
        <WhenText
          when={{ iso: '2026-06-11T15:30:00+01:00', text: 'Thu 11 June, 3:30 pm UK time' }}
          relative="in 2 days"
        />,
      ),
    ).toBe(
      '<span><time dateTime="2026-06-11T15:30:00+01:00">Thu 11 June, 3:30 pm UK time</time><span class="text-quiet"> (in 2 days)</span></span>',
    );
  });
});

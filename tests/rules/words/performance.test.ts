// What only a spokesperson may write about: found in school's words, and not in match scores, quiz results or attendance awards
// (T-09, R-42, R-40).
import { describe, expect, it } from 'vitest';
import type { SpokenTopic } from '#app/domain/words/speech/spoken-topics.ts';
import { performanceCheck } from '#app/domain/words/speech/performance.ts';
import { foundBy, GRANT_OF } from '#tests/support/words.ts';

const found = (text: string, topics: readonly SpokenTopic[] = []) =>
  foundBy(performanceCheck, text, { ground: { grants: topics.map(GRANT_OF) } });

const STOPS: readonly (readonly [SpokenTopic, string])[] = [
  ['inspection', 'We are thrilled that Ofsted rated us Good in all areas!'],
  ['inspection', 'Our inspection report is out: outstanding leadership.'],
  ['inspection', 'The inspectors praised our school for its curriculum.'],
  ['inspection', 'No longer in special measures 🎉'],
  ['inspection', 'Proud to be an outstanding school'],
  ['inspection', '#OfstedGood'],
  ['inspection', 'The inspectors visited us on Tuesday and Wednesday.'],
  ['results', 'Our results are the best ever!'],
  ['results', 'Congratulations to Year 11 on a fantastic set of GCSE results.'],
  ['results', '78% of our pupils reached the expected standard in maths.'],
  ['results', 'Our phonics screening results were 10% above last year.'],
  ['results', 'Our Progress 8 score is in the top quarter.'],
  ['results', 'We are top of the league tables for A level in the county.'],
  ['results', 'KS2 results above the national average again.'],
  ['results', '89% grade 4+ in English and maths, our highest ever.'],
  ['results', 'Our A-level results speak for themselves'],
  ['results', 'GCSE grades: 72% at 5 or better.'],
  ['results', 'So proud of these exam grades'],
  ['attendance', 'Our attendance is 97%, thank you.'],
  ['attendance', 'Attendance has fallen below the national average.'],
  ['attendance', 'Whole school attendance for this week: 95.2%'],
  ['attendance', 'Attendance figures are published on the website.'],
  ['attendance', 'We are worried about persistent absence.'],
  ['finance', 'The trust is in deficit this year.'],
  ['finance', 'Funding cuts mean that we can no longer offer music.'],
  ['finance', 'The school budget has been reduced again.'],
  ['finance', 'There is a hole in our budget.'],
  ['staffing', 'Sadly, redundancies are expected this summer.'],
  ['staffing', 'The restructure of our senior leadership starts in May.'],
  ['staffing', 'Two teachers were made redundant.'],
  ['staffing', 'Four teaching posts will go next year.'],
  ['staffing', 'Twelve jobs at risk in our kitchens'],
  ['industrial_action', 'School will be closed on Tuesday because of the teachers’ strike.'],
  ['industrial_action', 'Staff are on strike on Thursday.'],
  ['industrial_action', 'The strike on Tuesday means only Year 10 will be in.'],
  ['industrial_action', 'NEU industrial action: arrangements for Wednesday'],
  ['tender', 'Our catering is out to tender.'],
  ['tender', 'Suppliers are invited to submit a tender.'],
  ['merger', 'The merger with Oak Hill Academy begins in September.'],
  ['merger', 'We will merge with Oak Hill school.'],
  ['merger', 'Consultation on our academy conversion opens today.'],
  ['legal_action', 'We are taking legal action against the builder.'],
  ['legal_action', 'The employment tribunal found for the school.'],
  ['legal_action', 'A parent is suing the school.'],
];

const CLEAN = [
  'Our netballers are top of the league table after beating the visitors.',
  'Grade 5 dance exam passed by all of them.',
  'A strike on Thursday night at the bowling.',
  'Our Christian Union meets on Thursday.',
  'The hockey team won 4-2!',
  'Quiz night results: the staff team won with 42 points.',
  'The results of the bake sale are in: £312!',
  'Congratulations to 4 Hazel on their 100% attendance award.',
  'Well done to Maple class: best attendance this week with 98%!',
  'Thank you for your attendance at the concert.',
  'Our results showed that the ice melted fastest in the sun.',
  'Our football team is top of the league table after six matches.',
  'The times table league table has a new leader.',
  'Election results: meet our new school council.',
  'We raised £1,200 for the playground.',
  'A lightning strike lit up the sky.',
  'The choir sang in unison.',
  'Year 6 acted out the matchgirls’ strike of 1888 with great feeling.',
  'What a strike! The winning goal came in the last minute.',
  'GCSE results day is Thursday 20 August. Doors open at 8 am.',
  'We restructured our sentences to make them more exciting.',
  'Chicken tenders are on the menu.',
  'Year 8 held a mock trial and sued the Big Bad Wolf.',
  'A solicitor came to careers week to talk about her job.',
  'The two rivers merge here, as Year 5 found on their maps.',
  'Tender loving care for our seedlings.',
  'Please complete the Ofsted Parent View survey.',
  'Bug inspection in the garden: six ladybirds.',
  'We were the insect inspectors: the inspectors left no log unturned.',
  'Our posts will go live at four every Friday.',
  'The new goal posts will go in before our team trains on Tuesday.',
  'A level grades explained: an evening for our parents.',
  'Minimum exam grades for each of our courses are in the prospectus.',
  'Grade 3 violin and grade 5 piano: our best music exams yet.',
  'Outstanding effort from everyone on sports day.',
  'Please note that the tennis court is closed.',
  'Mark your calendars for Friday',
  'Thank you to everyone who came',
  'We learned how to make a budget for a class party.',
  'The Childline team told us that calls are confidential support.',
];

describe('without a grant', () => {
  it.each(STOPS)('%s stops: %s', (topic, text) => {
    expect(found(text)).toContainEqual(
      expect.objectContaining({
        level: 'block',
        code: 'only_a_spokesperson',
        opener: 'head',
        context: { topic },
      }),
    );
  });

  it.each(CLEAN)('is clean: %s', (text) => expect(found(text)).toEqual([]));

  it('stops what calls itself confidential, whatever was granted', () => {
    const all = found('The report is strictly confidential.', ['inspection', 'results']);
    expect(all).toEqual([expect.objectContaining({ level: 'block', code: 'confidential_words' })]);
  });
});

describe('with a grant', () => {
  it.each(STOPS)('%s warns: %s', (topic, text) => {
    const levels = found(text, [topic]).filter(({ context }) => context['topic'] === topic);
    expect(levels.length).toBeGreaterThan(0);
    for (const each of levels)
      expect(each).toMatchObject({
        level: 'warn',
        code: 'spoken_with_grant',
        context: { grant: `grant-${topic}` },
      });
  });

  it('that is over before the post goes out it stops all the same', () => {
    const grants = [{ ...GRANT_OF('inspection'), endsAt: new Date('2026-05-06T00:00:00Z') }];
    const on = (day: string) =>
      foundBy(performanceCheck, 'Ofsted rated us Good.', {
        ground: { grants },
        about: { goesOutFrom: new Date(day) },
      }).map(({ level }) => level);
    expect(on('2026-05-05T09:00:00Z')).toEqual(['warn']);
    expect(on('2026-05-06T09:00:00Z')).toEqual(['block']);
  });

  it('for another topic it stops all the same', () => {
    expect(found('Ofsted rated us Good.', ['results'])).toMatchObject([{ level: 'block' }]);
  });

  it('marks the very words', () => {
    const [hit] = found('So: Ofsted rated us Good.');
    expect([hit?.from, hit?.to]).toEqual([4, 10]);
  });
});

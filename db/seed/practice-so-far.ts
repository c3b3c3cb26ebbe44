// What people of the practice primary have done before anybody starts to practise: what became of their posts so far, a draft whose words
// want an answer, posts that wait for the headteacher, one of them for several accounts and one with half of what it needs, one to be
// published by hand, what a parent asks, and who may speak about what. Done as people do it, by the same use cases.
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { chooseAccounts } from '#app/domain/cross-posts/choose-accounts.ts';
import { found } from '#app/domain/errors.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { askFromOutside } from '#app/domain/removals/ask-from-outside.ts';
import { acceptFinding } from '#app/domain/words/answers/accept-finding.ts';
import { answerFinding } from '#app/domain/words/answers/answer-finding.ts';
import { foundNow } from '#app/domain/words/answers/finding-in-post.ts';
import { giveGrant } from '#app/domain/words/grants/give-grant.ts';
import { BY_HAND_WORDS, dealtWith, practicePageByHand, UNTIL_ITS_TIME_MS } from './practice-by-hand.ts';
import { daysFrom } from './practice-days.ts';
import { practiceId } from './practice-id.ts';
import { type PastDeps, practicePast } from './practice-past.ts';
import { PRACTICE_SCHOOLS, userId } from './practice-people.ts';
import { practiceWriting } from './practice-writing.ts';

const SCHOOL = PRACTICE_SCHOOLS.ashwick.id;

/** Posts that wait for the headteacher when somebody starts to practise. */
export const PRACTICE_WAITING = 3;

/** What a parent wrote on the school's public page. */
const ASKED = {
  ...{ from: 'parent' as const, name: 'Farida Hussain', contact: 'farida.hussain@family.example' },
  ...{ address: '', why: '', requestKey: practiceId('request/ashwick/form') },
  words:
    'The post about the gates has the wrong time. Please take it down, my mother walked there in the rain.',
} as const;

const DRAFT =
  'Mark your calendars: the Year 2 cake sale is on Friday. DM us to book a table. Lovely posters, Summer!';
const REPORT =
  'Our Ofsted report is out, and we are proud of what it says about reading. Copies are in the office.';
const SWIM =
  'Swimming moves to Thursday afternoons after half term. Kit bags by the door in the morning, please.';
const COUNCIL = 'Our school council is at the museum right now, choosing a picture for the hall.';

/** Does it all in the practice world that was just made. */
export async function practiceSoFar(of: PastDeps): Promise<void> {
  await practicePast(of);
  const { deps, person, facts, write, send, approve, place } = practiceWriting(of);
  const pointer = async (ref: PostRef, code: string) => {
    const one = foundNow(await facts(ref)).find((each) => each.code === code);
    const { check, wordingDigest } = found(one ?? null, 'finding');
    return { check, code, wordingDigest };
  };
  await write('cake-sale', 'ashwick/teacher', DRAFT);

  const report = await write('report', 'ashwick/teacher', REPORT);
  const explained = { answer: 'explained', reason: 'The governors asked us to share it.' } as const;
  await answerFinding(deps, await person('ashwick/teacher'), report, {
    ...(await pointer(report, 'only_a_spokesperson')),
    ...explained,
  });
  await send(report, 'ashwick/teacher');

  const council = await write('council', 'both/teacher-and-comms', COUNCIL);
  await send(council, 'both/teacher-and-comms');
  await acceptFinding(deps, await person('ashwick/dsl'), council, {
    ...(await pointer(council, 'live_place')),
    half: 'accepted_by_safeguarding',
    reason: 'Four of our staff are with them, and the museum is closed to others this afternoon.',
    digest: (await facts(council)).revision?.digest ?? '',
  });

  const page = { comms: await person('ashwick/comms'), head: await person('ashwick/head') };
  const onto = await practicePageByHand(deps, page.comms, page.head);
  const library = await write('library', 'ashwick/teacher', BY_HAND_WORDS, onto);
  await send(library, 'ashwick/teacher');
  await approve(library);
  await place(library, new Date(deps.clock.now().getTime() + UNTIL_ITS_TIME_MS));
  await dealtWith(deps, library, page);

  const swim = await write('swimming', 'ashwick/teacher', SWIM);
  const { version } = (await facts(swim)).post;
  await chooseAccounts(deps, await person('ashwick/teacher'), swim, { version, accountIds: [onto] });
  await send(swim, 'ashwick/teacher');

  await askFromOutside(
    deps,
    { id: SCHOOL, name: PRACTICE_SCHOOLS.ashwick.name, zone: 'Europe/London' },
    ASKED,
    {
      mayWrite: () => Promise.resolve(true),
    },
  );

  const now = deps.clock.now();
  await giveGrant(deps, await person('ashwick/head'), {
    schoolId: SCHOOL,
    userId: userId('ashwick/comms'),
    topics: ['results', 'attendance'],
    firstDay: '',
    lastDay: dateInSchool(daysFrom(now, 200), 'Europe/London'),
    requestKey: practiceId('spokesperson/ashwick/comms'),
  });
}

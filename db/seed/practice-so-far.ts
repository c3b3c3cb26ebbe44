// What people of the practice primary have done before anybody starts to practise: a draft whose words want an answer, two posts that
// wait for the headteacher, one of them with half of what it needs, one to be published by hand, and who may speak about what. Done as people do it, by the same
// use cases, so that nothing stands here that the rules would not have let happen.
import type { Deps } from '#app/domain/deps.ts';
import { declarationsOfPost } from '#app/domain/posts/declarations-of-post.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { startPost } from '#app/domain/posts/start-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { found } from '#app/domain/errors.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import { acceptFinding } from '#app/domain/words/answers/accept-finding.ts';
import { answerFinding } from '#app/domain/words/answers/answer-finding.ts';
import { foundNow } from '#app/domain/words/answers/finding-in-post.ts';
import { giveGrant } from '#app/domain/words/grants/give-grant.ts';
import { accountId } from './practice-accounts.ts';
import { BY_HAND_WORDS, practiceHandOver, practicePageByHand } from './practice-by-hand.ts';
import { daysFrom } from './practice-days.ts';
import { practiceId } from './practice-id.ts';
import { PRACTICE_SCHOOLS, userId } from './practice-people.ts';

const SCHOOL = PRACTICE_SCHOOLS.ashwick.id;

/** Posts that wait for the headteacher when somebody starts to practise. */
export const PRACTICE_WAITING = 2;

const DRAFT =
  'Mark your calendars: the Year 2 cake sale is on Friday. DM us to book a table. Lovely posters, Summer!';
const REPORT =
  'Our Ofsted report is out, and we are proud of what it says about reading. Copies are in the office.';
const COUNCIL = 'Our school council is at the museum right now, choosing a picture for the hall.';

/** The world's doors that it takes; what it would ask the queue for, the sweeps find by themselves. */
type SoFarDeps = Pick<Deps, 'db' | 'clock' | 'auditSeal' | 'log'>;

/** Does it all in the practice world that was just made. */
export async function practiceSoFar(of: SoFarDeps): Promise<void> {
  const deps: Deps = {
    ...of,
    queue: {
      enqueue: () => Promise.resolve(),
      health: () => Promise.resolve({ ok: true, detail: '' }),
      close: () => Promise.resolve(),
    },
  };
  const person = async (key: string) =>
    found(await loadPerson(deps.db, userId(key), deps.clock.now()), 'person');
  const facts = (ref: PostRef) => readPostFacts(deps.db, ref, deps.clock.now());

  const write = async (
    name: string,
    by: string,
    words: string,
    onto = accountId('ashwick'),
  ): Promise<PostRef> => {
    const author = await person(by);
    const ref = {
      schoolId: SCHOOL,
      accountId: onto,
      tripId: null,
      purpose: 'information',
    } as const;
    const { postId } = await startPost(deps, author, { ...ref, requestKey: practiceId(`post/${name}`) });
    const post = { schoolId: SCHOOL, postId };
    await saveDraft(deps, author, post, { version: (await facts(post)).post.version, words });
    return post;
  };
  const pointer = async (ref: PostRef, code: string) => {
    const one = foundNow(await facts(ref)).find((each) => each.code === code);
    const { check, wordingDigest } = found(one ?? null, 'finding');
    return { check, code, wordingDigest };
  };
  const send = async (ref: PostRef, by: string) => {
    const author = await person(by);
    const draft = await facts(ref);
    const declarations = declarationsOfPost(draft, draft.words.working, draft.post.windowFrom);
    const { version } = await saveDraft(deps, author, ref, { version: draft.post.version, declarations });
    await submitPost(deps, author, ref, { version });
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
  await practiceHandOver(deps, library, page);

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

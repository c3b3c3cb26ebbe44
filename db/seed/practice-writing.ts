// How people of the practice primary write, send, approve and place posts without photos before anybody practises: by the same use cases
// as people do it, so that nothing stands there that the rules would not have let happen.
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { declarationsOfPost } from '#app/domain/posts/declarations-of-post.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { schedulePost } from '#app/domain/posts/schedule-post.ts';
import { startPost } from '#app/domain/posts/start-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { verdictHashOf } from '#app/domain/posts/verdict-hash.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import { markNoticesRead, readNotices } from '#app/domain/school/read-notices.ts';
import { accountId } from './practice-accounts.ts';
import { practiceId } from './practice-id.ts';
import { PRACTICE_SCHOOLS, userId } from './practice-people.ts';

const SCHOOL = PRACTICE_SCHOOLS.ashwick.id;

export type Written = Omit<Deps, 'queue'>;

/** What would be asked of the queue, the sweeps find by themselves. */
const NO_QUEUE: Deps['queue'] = {
  enqueue: () => Promise.resolve(),
  health: () => Promise.resolve({ ok: true, detail: '' }),
  close: () => Promise.resolve(),
};

export interface PracticeWriting {
  deps: Deps;
  /** `ashwick/teacher` as they are now */
  person(key: string): Promise<Person>;
  facts(ref: PostRef): Promise<PostFacts>;
  /** A draft of these words, on the school's own account unless another is given. `name`: what its keys are made from. */
  write(name: string, by: string, words: string, onto?: string): Promise<PostRef>;
  /** Answers what is asked and sends it for approval. */
  send(ref: PostRef, by: string): Promise<void>;
  /** The headteacher approves it as it is. */
  approve(ref: PostRef): Promise<void>;
  /** Whoever looks after the accounts gives it a time. */
  place(ref: PostRef, due: Date): Promise<void>;
  /** What is told to these people by now is no news to them: they did it themselves, or have dealt with it. */
  allRead(keys: readonly string[]): Promise<void>;
}

export function practiceWriting(of: Written): PracticeWriting {
  const deps: Deps = { ...of, queue: NO_QUEUE };
  const person = async (key: string) =>
    found(await loadPerson(deps.db, userId(key), deps.clock.now()), 'person');
  const facts = (ref: PostRef) => readPostFacts(deps.db, ref, deps.clock.now());
  return {
    ...{ deps, person, facts },
    write: async (name, by, words, onto = accountId('ashwick')) => {
      const author = await person(by);
      const { postId } = await startPost(deps, author, {
        ...{ schoolId: SCHOOL, accountId: onto, tripId: null, purpose: 'information' },
        requestKey: practiceId(`post/${name}`),
      });
      const post = { schoolId: SCHOOL, postId };
      await saveDraft(deps, author, post, { version: (await facts(post)).post.version, words });
      return post;
    },
    send: async (ref, by) => {
      const author = await person(by);
      const draft = await facts(ref);
      const declarations = declarationsOfPost(draft, draft.words.working, draft.post.windowFrom);
      const { version } = await saveDraft(deps, author, ref, { version: draft.post.version, declarations });
      await submitPost(deps, author, ref, { version });
    },
    approve: async (ref) => {
      const seen = await facts(ref);
      await approvePost(deps, await person('ashwick/head'), ref, {
        digest: seen.revision?.digest ?? '',
        verdictHash: verdictHashOf(seen),
        headCounts: seen.working.photos.map(({ people }) => people.length),
        viewed: seen.working.photos.map(({ versionId }) => versionId),
      });
    },
    place: async (ref, due) => {
      // In the hour that comes twice the second is meant: it is never over already.
      const wall = { wall: wallTimeOf(due, 'Europe/London'), which: 'second' as const };
      const placed = await schedulePost(deps, await person('ashwick/comms'), ref, wall);
      if (!placed.ok) throw new Error(placed.time.problem);
    },
    allRead: async (keys) => {
      for (const key of keys) {
        const reader = await person(key);
        const told = await readNotices(deps.db, reader, SCHOOL, 100);
        await markNoticesRead(
          deps,
          reader,
          SCHOOL,
          told.map(({ id }) => id),
        );
      }
    },
  };
}

// Reads the labelled posts on which the checks of words are measured: short posts as a school writes them, half of them clean, half
// with one thing planted that has to be found. Kept as data (bench/text-posts), one post a line, so that each can be argued with.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '#db/package-root.server.ts';
import { SPOKEN_TOPICS } from '#app/domain/words/speech/spoken-topics.ts';

/**
 * What was planted. `block`: it has to stop the post. `ask`: the author has to be asked. `warn`: it has to be pointed out and may
 * stop nothing. `any`: it has to be found, and how hard is the school's own affair. `mark`: the exact words to mark, which stand
 * in the text once; left out where the post as a whole is meant. `also`: other checks that may rightly speak of this post.
 */
const planted = z.strictObject({
  check: z.string().regex(/^T-\d\d$/),
  level: z.enum(['block', 'ask', 'warn', 'any']),
  mark: z.string().min(1).optional(),
  also: z.array(z.string().regex(/^T-\d\d$/)).optional(),
});

/** Where the post stands, as far as it is not an ordinary post without photos on the school's own account. */
const around = z.strictObject({
  /** a child can be seen in its photo */
  childShown: z.boolean().optional(),
  /** pupils who can be seen, by the roster's ids */
  pupilsShown: z.array(z.string()).optional(),
  /** pupils for whom there is a yes to being named, alone and beside a picture */
  mayBeNamed: z.array(z.string()).optional(),
  identity: z.enum(['never', 'name_without_image', 'first_name_with_consent']).optional(),
  account: z.enum(['school', 'department']).optional(),
  /** on the department's account: null where the author has not said which subject it is about */
  subject: z.null().optional(),
  /** a post of the school's trip, written while it is away or after everyone is back */
  trip: z.enum(['away', 'back']).optional(),
  grants: z.array(z.enum(SPOKEN_TOPICS)).optional(),
  /** an election is near */
  election: z.boolean().optional(),
});

const line = z.strictObject({
  text: z.string().min(1).max(600),
  /** a clean post with words that a careless check would trip over */
  hard: z.boolean().optional(),
  find: planted.optional(),
  about: around.optional(),
});

export type Planted = z.infer<typeof planted>;
export type PostAround = z.infer<typeof around>;
export interface LabelledPost {
  /** file and line: `planted-names.ndjson:12` */
  where: string;
  text: string;
  hard: boolean;
  find: Planted | null;
  about: PostAround;
  /** kept out of every look at the misses but the last one, so that the checks are not fitted to the posts */
  heldOut: boolean;
}

export const POSTS_FOLDER = join(packageRoot(), 'bench', 'text-posts');

/** Every labelled post, file by file. Throws with file and line where one has not the form above. */
export function labelledPosts(): LabelledPost[] {
  const files = readdirSync(POSTS_FOLDER).filter((name) => name.endsWith('.ndjson'));
  return files.sort().flatMap((file) =>
    readFileSync(join(POSTS_FOLDER, file), 'utf8')
      .split('\n')
      .flatMap((written, index) => (written === '' ? [] : [readLine(written, `${file}:${index + 1}`)])),
  );
}

function readLine(written: string, where: string): LabelledPost {
  const read = line.safeParse(JSON.parse(written));
  if (!read.success) throw new Error(`${where}: ${read.error.message}`);
  const { text, hard = false, find = null, about = {} } = read.data;
  const heldOut = Number.parseInt(createHash('sha256').update(text).digest('hex').slice(0, 8), 16) % 5 === 0;
  return { where, text, hard, find, about, heldOut };
}

/** Where the planted words stand in the text; the whole text where the post as a whole is meant. */
export function plantedAt({ text, find }: Pick<LabelledPost, 'text' | 'find'>): { from: number; to: number } {
  const mark = find?.mark;
  if (mark === undefined) return { from: 0, to: text.length };
  const from = text.indexOf(mark);
  return { from, to: from + mark.length };
}

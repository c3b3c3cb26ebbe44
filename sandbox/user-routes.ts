// Who an access token belongs to, and the timeline of an account.
import { z } from 'zod';
import { invalid, notFoundError, ok, snowflakeId, type SandboxAnswer, type Visit } from './exchange.ts';
import { readFields, shownPosts } from './shown-posts.ts';

const moment = z.iso
  .datetime()
  .transform((text) => new Date(text))
  .optional();

const timelineQuery = z.object({
  max_results: z.coerce.number().int().min(5).max(100).default(10),
  since_id: snowflakeId.optional(),
  until_id: snowflakeId.optional(),
  start_time: moment,
  end_time: moment,
  exclude: z
    .string()
    .regex(/^(replies|retweets)(,(replies|retweets))?$/)
    .optional(),
  pagination_token: z
    .string()
    .transform((token) => Buffer.from(token, 'base64url').toString())
    .pipe(z.string().startsWith('before:'))
    .transform((token) => token.slice('before:'.length))
    .pipe(snowflakeId)
    .optional(),
});

const TIMELINE_PARAMETERS = Object.keys(timelineQuery.shape);

/** GET /2/users/me */
export async function whoAmI(visit: Visit): Promise<SandboxAnswer> {
  const user = await visit.context.store.findUser(visit.token.userId);
  if (!user) return ok({ errors: [notFoundError('user', visit.token.userId)] });
  return ok({ data: { id: user.id, name: user.name, username: user.handle } });
}

/** X takes a post that begins with somebody's name for a reply to them. */
const IS_REPLY = /^@[A-Za-z0-9_]{1,15}(?![A-Za-z0-9_])/;

/** GET /2/users/:id/tweets: newest first, a page at a time. */
export async function userTimeline(visit: Visit): Promise<SandboxAnswer> {
  const { store, now } = visit.context;
  const fields = readFields(visit.request.query, TIMELINE_PARAMETERS);
  if ('refusal' in fields) return invalid(fields.refusal);
  const asked = timelineQuery.safeParse(Object.fromEntries(visit.request.query));
  if (!asked.success)
    return invalid(`The \`${String(asked.error.issues[0]?.path[0])}\` query parameter value is not valid`);
  const userId = visit.part.id ?? '';
  if (!(await store.findUser(userId))) return ok({ errors: [notFoundError('user', userId)] });

  const { max_results: size, since_id: sinceId, start_time: from, end_time: to } = asked.data;
  const untilId = lower(asked.data.until_id, asked.data.pagination_token);
  const found = await store.pagePosts({
    userId,
    sinceId,
    untilId,
    from,
    to,
    visibleAt: now(),
    limit: size + 1,
  });
  const whole = found.slice(0, size);
  const [newest, oldest] = [whole[0], whole.at(-1)];
  if (!newest || !oldest) return ok({ meta: { result_count: 0 } });
  // As on X, a page from which something is left out is shorter, and the next one begins where it ended.
  const noReplies = asked.data.exclude?.includes('replies') === true;
  const page = whole.filter(({ words }) => !(noReplies && IS_REPLY.test(words)));
  const next =
    found.length > size ? { next_token: Buffer.from(`before:${oldest.id}`).toString('base64url') } : {};
  const meta = { result_count: page.length, newest_id: newest.id, oldest_id: oldest.id, ...next };
  return ok({ ...(page.length > 0 ? await shownPosts(store, page, fields) : {}), meta });
}

function lower(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return BigInt(a) < BigInt(b) ? a : b;
}

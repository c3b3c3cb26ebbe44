// Every path of the practice platform: who may call it, how often, and what answers.
import {
  appendUpload,
  describeMedia,
  finalizeUpload,
  initializeUpload,
  uploadAtOnce,
  uploadStatus,
} from './media-routes.ts';
import {
  forbidden,
  problem,
  snowflakeId,
  type SandboxAnswer,
  type SandboxContext,
  type SandboxRequest,
  type Visit,
} from './exchange.ts';
import { type Applications, AUTHORIZE_PATH, authorizeRoute } from './authorize-route.ts';
import { createPost, deletePost, readPost } from './post-routes.ts';
import type { Pace } from './rate-limits.ts';
import { revokeRoute } from './revoke-route.ts';
import { tokenRoute } from './token-route.ts';
import { tokenHash } from './tokens.ts';
import { userTimeline, whoAmI } from './user-routes.ts';

interface Route {
  method: string;
  path: RegExp;
  scopes: string[];
  /** calls per account in 15 minutes (X's published limits) */
  limit: number;
  answer: (visit: Visit) => Promise<SandboxAnswer>;
}

const WRITE = ['tweet.read', 'tweet.write', 'users.read'];
const READ = ['tweet.read', 'users.read'];
const MEDIA = ['media.write'];

const route = (
  name: string,
  scopes: string[],
  limit: number,
  answer: (visit: Visit) => Promise<SandboxAnswer>,
): Route & { name: string } => {
  const [method = '', pattern = ''] = name.split(' ');
  return {
    name,
    method,
    path: new RegExp(`^${pattern.replace(':id', '(?<id>[0-9]{1,19})')}$`),
    scopes,
    limit,
    answer,
  };
};

const ROUTES = [
  route('GET /2/users/me', READ, 75, whoAmI),
  route('GET /2/users/:id/tweets', READ, 900, userTimeline),
  route('POST /2/media/upload/initialize', MEDIA, 1_875, initializeUpload),
  route('POST /2/media/upload/:id/append', MEDIA, 1_875, appendUpload),
  route('POST /2/media/upload/:id/finalize', MEDIA, 1_875, finalizeUpload),
  route('POST /2/media/upload', MEDIA, 500, uploadAtOnce),
  route('GET /2/media/upload', MEDIA, 1_000, uploadStatus),
  route('POST /2/media/metadata', MEDIA, 500, describeMedia),
  route('POST /2/tweets', WRITE, 100, createPost),
  route('GET /2/tweets/:id', READ, 900, readPost),
  route('DELETE /2/tweets/:id', WRITE, 50, deletePost),
];

/** The names by which limits can be changed, such as `POST /2/tweets`. */
export type Limits = Partial<Record<string, number>>;

/** Finds who answers a request, checks token, scopes and pace, and lets it answer. */
export async function answerRequest(
  request: SandboxRequest,
  context: SandboxContext,
  limits: Limits,
  pace: (userId: string, route: string, limit: number) => Pace,
  applications: Applications | null = null,
): Promise<SandboxAnswer> {
  if (request.method === 'POST' && request.path === '/2/oauth2/token') return tokenRoute(request, context);
  if (request.method === 'POST' && request.path === '/2/oauth2/revoke') return revokeRoute(request, context);
  if (applications && request.path === AUTHORIZE_PATH) return authorizeRoute(request, context, applications);
  const found = ROUTES.find((one) => one.method === request.method && one.path.test(request.path));
  const part = found?.path.exec(request.path)?.groups ?? {};
  if (!found || (part.id && !snowflakeId.safeParse(part.id).success)) {
    return problem(404, 'Not Found', 'The practice platform has no such path.');
  }

  const bearer = /^Bearer (.+)$/.exec(String(request.headers.authorization ?? ''))?.[1];
  const token = bearer ? await context.store.findToken(tokenHash(bearer), 'access', context.now()) : null;
  if (!token) return problem(401, 'Unauthorized', 'Unauthorized');

  const { allowed, headers } = pace(token.userId, found.name, limits[found.name] ?? found.limit);
  const answer = !allowed
    ? problem(429, 'Too Many Requests', 'Too Many Requests')
    : found.scopes.every((scope) => token.scopes.includes(scope))
      ? await found.answer({ request, context, token, part })
      : forbidden(
          'Your client app is not configured with the appropriate oauth2 app permissions for this endpoint.',
        );
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

// The door for photos in pieces: the tus protocol 1.0 at two addresses, one for staff into a draft and one for guests with
// a code. Who asks is decided as at every other door; the protocol's own server then reads the bytes as they come.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ERRORS, Server, type Upload } from '@tus/server';
import { z } from 'zod';
import type { WebServices } from '#app/compose-web.server.ts';
import { readDraft } from '#app/domain/posts/read-draft.ts';
import { beginCodeUpload, beginDraftUpload } from '#app/domain/uploads/begin-upload.ts';
import type { Sender } from '#app/domain/uploads/upload-sender.ts';
import { requireAtSchool, type WebArgs } from '#app/http/actor.server.ts';
import { openCodeOf } from '#app/http/open-code.server.ts';
import { responseOf } from '#app/http/respond.server.ts';
import { requireSameOrigin } from '#app/http/same-origin.server.ts';
import { AppError } from '#app/domain/errors.ts';
import { uploadAnswer } from './upload-answers.server.ts';
import { UploadLocks } from './upload-locks.server.ts';
import { UploadStore } from './upload-store.server.ts';

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
/** The protocol's methods; there is none to read a photo back. */
const METHODS = ['POST', 'HEAD', 'PATCH', 'DELETE'];
/** How long a request that was asked to make way may take to keep what it has, in ms. */
const MAKE_WAY_MS = 500;

/** What the page says of a photo: ids it made itself. Anything else that is sent along, such as a file's name, is dropped unread. */
const uuid = z.string().regex(UUID);
const Described = z.object({ photoId: uuid, postId: uuid.optional() });

/** Who sends, at which address, and what lets an upload of theirs begin. */
interface Place {
  path: string;
  sender: Sender;
  begin(described: z.infer<typeof Described>, totalBytes: number): Promise<void>;
}

type Handler = (
  request: IncomingMessage & { params: Record<string, string>; ip?: string | undefined },
  response: ServerResponse,
) => Promise<void>;

export interface UploadDoors {
  /** at `/s/:school/uploads` and below it */
  staff: Handler;
  /** at `/u/:code/uploads` and below it */
  guests: Handler;
}

/** Makes both doors; they share one set of locks. */
export function uploadDoors(services: WebServices): UploadDoors {
  const locks = new UploadLocks();
  const door = (place: (args: WebArgs) => Promise<Place>): Handler => {
    return async (request, response) => {
      try {
        if (!METHODS.includes(request.method ?? '')) throw new AppError('not_found', 'upload');
        const found = await place(argsOf(request, services));
        await protocol(services, locks, found).handle(request, response);
      } catch (thrown) {
        await refuse(request, response, thrown, services);
      }
    };
  };
  return { staff: door(staffPlace), guests: door(guestPlace) };
}

async function staffPlace(args: WebArgs): Promise<Place> {
  const { services, person, school, base, at } = await requireAtSchool(args, { signedOut: 'answer' });
  return {
    path: `${base}/uploads`,
    sender: { kind: 'person', person, schoolId: school.id },
    begin: async ({ photoId, postId }, totalBytes) => {
      if (!postId) throw new AppError('not_found', 'post');
      await readDraft(services.deps.db, person, { trustId: school.trustId, schoolId: school.id, postId }, at);
      await beginDraftUpload(services.deps, person, { schoolId: school.id, postId }, { photoId, totalBytes });
    },
  };
}

async function guestPlace(args: WebArgs): Promise<Place> {
  const { services } = args.context;
  requireSameOrigin(args.request, services.publicOrigin);
  const { code, here } = await openCodeOf(args);
  return {
    path: `${here}/uploads`,
    sender: { kind: 'code', code },
    begin: ({ photoId }, totalBytes) => beginCodeUpload(services.deps, code, { photoId, totalBytes }),
  };
}

/** The protocol's server for one request: it knows its sender, so that no id alone opens anything. */
function protocol({ deps }: WebServices, locks: UploadLocks, { path, sender, begin }: Place): Server {
  const describe = (metadata: Upload['metadata']) => {
    const described = Described.safeParse(metadata ?? {});
    if (!described.success) throw ERRORS.INVALID_METADATA;
    return described.data;
  };
  const datastore = new UploadStore(deps, sender, (upload) =>
    begin(describe(upload.metadata), upload.size ?? Number.NaN),
  );
  return new Server({
    path,
    datastore,
    relativeLocation: true,
    allowedOrigins: () => false,
    locker: locks,
    lockDrainTimeout: MAKE_WAY_MS,
    disableTerminationForFinishedUploads: true,
    namingFunction: (_request, metadata) => describe(metadata).photoId,
    getFileIdFromRequest: (_request, last) => (last !== undefined && UUID.test(last) ? last : undefined),
    onResponseError: (request, error) =>
      uploadAnswer(datastore.failure ?? error, deps.log, idIn(request.url)),
  });
}

const idIn = (url: string): string | null => /\/([0-9a-f-]{36})\/?(?:$|\?)/.exec(url)?.[1] ?? null;

/** The request as loaders know it, without its body: enough to tell who asks. */
function argsOf(request: Parameters<Handler>[0], services: WebServices): WebArgs {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
  return {
    request: new Request(url, { method: request.method ?? 'GET', headers }),
    params: request.params,
    context: { cspNonce: '', clientAddress: request.ip ?? '', services },
  };
}

/** Says no before the protocol's server is reached: signed out, not theirs, from another site. */
async function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  thrown: unknown,
  services: WebServices,
): Promise<void> {
  const answer = thrown instanceof Response ? thrown : thrown instanceof AppError ? responseOf(thrown) : null;
  const { status_code, body } = answer
    ? { status_code: answer.status, body: await answer.text() }
    : uploadAnswer(thrown, services.deps.log, idIn(request.url ?? ''));
  if (response.headersSent) return void response.destroy();
  // The body is still coming: it is let through and dropped, so that the answer is read before the line is closed.
  request.resume();
  response.writeHead(status_code, {
    'Content-Type': answer?.headers.get('content-type') ?? 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

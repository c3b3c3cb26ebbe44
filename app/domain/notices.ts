// In-app notices: who is told of what. Rows hold codes and ids; sentences are made when shown.
import type { Tx } from '#db/client.server.ts';
import { insertNotices } from '#db/queries/notices.server.ts';
import type { NOTICE_KINDS } from '#db/schema/notices.ts';
import { gatherNotices } from './gather-notices.ts';

export type NoticeKind = (typeof NOTICE_KINDS)[number];

export interface NoticeDraft {
  schoolId: string;
  userId: string;
  kind: NoticeKind;
  postId?: string;
  /** what it is about when that is no post: a trip, a request, an export */
  aboutId?: string;
  /** chooses among sentences, e.g. a hold's cause */
  code?: string;
}

/**
 * Writes each notice once: the same kind about the same post to the same person is said once a transaction. Very many of one
 * cause become a summary: see gather-notices.
 */
export async function writeNotices(db: Tx, notices: readonly NoticeDraft[], at: Date): Promise<void> {
  const once = new Map(
    notices.map((n) => [`${n.userId}|${n.kind}|${n.postId ?? ''}|${n.aboutId ?? ''}|${n.code ?? ''}`, n]),
  );
  await insertNotices(db, await gatherNotices(db, [...once.values()], at), at);
}

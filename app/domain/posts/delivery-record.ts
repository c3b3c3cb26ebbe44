// How far a post's way to one account is, as it is on record. Pure data.

export type DeliveryState =
  | 'waiting'
  | 'preparing'
  | 'sending'
  | 'handed_out'
  | 'published'
  | 'published_by_hand'
  | 'unknown'
  | 'failed'
  | 'absent';

export interface DeliveryRecord {
  id: string;
  schoolId: string;
  postId: string;
  revisionId: string;
  accountId: string;
  kind: 'api' | 'by_hand';
  state: DeliveryState;
  attempt: number;
  leaseUntil: Date | null;
  retryAt: Date | null;
  sentAt: Date | null;
  mediaIds: string[];
  mediaExpireAt: Date | null;
  recordKey: string | null;
  recordAt: Date | null;
  authRefusals: number;
  platformId: string | null;
  /** by hand: who was asked to publish it; null = whoever looks after the accounts */
  handPublisherId: string | null;
  publishedAt: Date | null;
  looks: number;
  lastLookAt: Date | null;
  lastGoodLookAt: Date | null;
  removalWantedAt: Date | null;
  removedAt: Date | null;
  /** when it was first not found on the platform, and since when that is certain */
  missingSince: Date | null;
  goneAt: Date | null;
  /** what of the live post is not as it was sent */
  drift: 'words' | 'photos' | 'alt_text' | null;
  lastWhy: string | null;
  createdAt: Date;
}

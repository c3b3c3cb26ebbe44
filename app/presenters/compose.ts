// The compose page: one draft as its writer sees it.
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { Person } from '#app/domain/actor.ts';
import { MAX_PHOTOS } from '#app/domain/checks/photos-ready.ts';
import { MAX_UPLOAD_BYTES } from '#app/domain/photos/photo-limits.ts';
import { photoRefusalSentence } from '#app/domain/photos/photo-refusals.ts';
import type { DraftFields } from '#app/domain/posts/merge-draft.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { MAX_ALT_TEXT, MOST_WORDS } from '#app/domain/posts/post-length.ts';
import { movesOpen } from '#app/domain/posts/post-machine.ts';
import { draftFieldsOf } from '#app/domain/posts/save-typed.ts';
import type { ConflictWords } from './conflicts.ts';
import { type IssueWords } from './issues.ts';
import { inSentence, shownHandle } from './platform-words.ts';
import { purposeWords } from './purposes.ts';
import type { RefusalWords } from './refusals/refusal-words.ts';
import { type ChecksReader, type ComposeChecks, composeChecks } from './compose-checks.ts';
import { type ComposePhoto, composePhoto } from './compose-photo.ts';
import { refusalWords } from './refusals.ts';
import { receivedSentence } from './uploads.ts';
import { type When, whenWords, zoneWords } from './when.ts';

export interface ComposePage extends ComposeChecks {
  base: string;
  postId: string;
  /** a practice school: a drawn photo stands in for real children */
  practice: boolean;
  /** "Year 4 at Tidewater Farm" */
  about: string;
  handle: string;
  /** the words are counted as it counts them */
  platform: Platform;
  platformName: string;
  status: 'draft' | 'changes_requested';
  fields: DraftFields;
  /** subjects of a department's account, to choose from; none for every other account */
  subjects: string[];
  photos: ComposePhoto[];
  /** why it came back, in the approver's words */
  sentBack: { byName: string; reason: string; when: When } | null;
  /** why this person may not send it at all (training, policy); null = they may */
  mayNotSend: RefusalWords | null;
  /** when it may go out, in a line */
  windowWords: string;
  zone: string;
  accountName: string;
  /** names the photos of one plain form, so that sending it twice adds each once */
  uploadKey: string;
  limits: { photos: number; photoBytes: number; words: number; altText: number };
  /** what the page says by itself when a photo cannot even be sent */
  words: { photoTooLarge: string; photoTooManyPixels: string; tooManyPhotos: string };
}

/** What the page's action says when a press did not simply go on. */
export interface ComposeAnswer {
  /** what was typed, to stand in the form again; null when it was saved */
  typed: DraftFields | null;
  refused: RefusalWords | null;
  conflicts: ConflictWords[];
  /** errors by field name */
  errors: Record<string, string>;
  photoRefusals: string[];
  /** everything that stops sending */
  asked: IssueWords[];
  /** the version of the post that was to be sent; null when that was not asked */
  askedOf: number | null;
}

export interface ComposeReader extends ChecksReader {
  base: string;
}

export interface SentBack {
  byName: string;
  reason: string;
  decidedAt: Date;
}

/** The whole page for a person who may see the draft. */
export function composePage(
  facts: PostFacts,
  person: Person,
  reader: ComposeReader & { sentBack: SentBack | null; uploadKey: string },
): ComposePage {
  const { post, school, at, account, trip } = facts;
  const refusal = movesOpen(facts, person).submit ?? movesOpen(facts, person).begin_changes ?? null;
  const { sentBack } = reader;
  return {
    ...composeChecks(facts, reader),
    base: reader.base,
    postId: post.id,
    practice: facts.trust.practice,
    about: trip?.name ?? purposeWords(post.purpose).label,
    handle: shownHandle(account),
    platform: account.platform,
    platformName: inSentence(account.platform),
    accountName: account.displayName,
    uploadKey: reader.uploadKey,
    status: post.status === 'changes_requested' ? 'changes_requested' : 'draft',
    fields: draftFieldsOf(facts),
    subjects: account.subjects,
    photos: facts.photos.map((photo, index) => composePhoto(photo, index, reader)),
    sentBack: sentBack && {
      byName: sentBack.byName,
      reason: sentBack.reason,
      when: whenWords(sentBack.decidedAt, school.zone, at),
    },
    mayNotSend: refusal && refusal.reason !== 'checks_failed' ? refusalWords(refusal.reason) : null,
    windowWords: windowWords(facts),
    zone: zoneWords(school.zone),
    limits: {
      photos: MAX_PHOTOS,
      photoBytes: MAX_UPLOAD_BYTES,
      words: MOST_WORDS[account.platform],
      altText: MAX_ALT_TEXT,
    },
    words: {
      photoTooLarge: receivedSentence('too_many_bytes'),
      photoTooManyPixels: photoRefusalSentence('too_many_pixels'),
      tooManyPhotos: receivedSentence('too_many_photos'),
    },
  };
}

function windowWords({ post, school, at }: PostFacts): string {
  const until = whenWords(post.windowUntil, school.zone, at);
  if (post.windowFrom <= at) return `As soon as it is approved, until ${until.text}`;
  return `From ${whenWords(post.windowFrom, school.zone, at).text} until ${until.text}`;
}

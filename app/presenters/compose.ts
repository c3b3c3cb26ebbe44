// The compose page: one draft as its writer sees it, with what each check says beside what it is about.
import type { Person } from '#app/domain/actor.ts';
import { runChecks } from '#app/domain/checks/index.ts';
import { MAX_PHOTOS } from '#app/domain/checks/photos-ready.ts';
import { blocks, type Issue } from '#app/domain/issues.ts';
import { partsMissing } from '#app/domain/photos/about-photo.ts';
import { MAX_UPLOAD_BYTES } from '#app/domain/photos/photo-limits.ts';
import { photoRefusalSentence, removedInWords } from '#app/domain/photos/photo-refusals.ts';
import type { MetadataKind, PhotoRefusalCode } from '#app/domain/ports/photo-engine.ts';
import { declarationsOfPost } from '#app/domain/posts/declarations-of-post.ts';
import type { DraftFields } from '#app/domain/posts/merge-draft.ts';
import type { NamedPerson } from '#app/domain/posts/people-of-content.ts';
import { POST_COSTS_USD } from '#app/domain/posts/platform-costs.ts';
import { linksIn, MAX_ALT_TEXT, MAX_WEIGHTED_LENGTH, weightedLength } from '#app/domain/posts/post-length.ts';
import { movesOpen } from '#app/domain/posts/post-machine.ts';
import { peopleListed } from '#app/domain/posts/photo-state.ts';
import type { PlacedPhoto, PostFacts } from '#app/domain/posts/post-facts.ts';
import { draftFieldsOf } from '#app/domain/posts/save-typed.ts';
import type { AnswerRead } from '#app/domain/words/answers/read-answers.ts';
import { textPartsOf } from '#app/domain/words/text-part.ts';
import { ABOUT_FIELDS } from './about-photo.ts';
import type { ConflictWords } from './conflicts.ts';
import { DECLARATION_WORDS } from './declarations.ts';
import { hidingWords } from './account-notes.ts';
import { type FacesSettled, facesSettled } from './faces-settled.ts';
import { type FoundText, foundTexts } from './found-words.ts';
import { allIssueWords, type IssueWords, keyOf } from './issues.ts';
import { purposeWords } from './purposes.ts';
import { type RefusalWords, refusalWords } from './refusals.ts';
import { receivedSentence } from './uploads.ts';
import { timeWords, type When, whenWords, zoneWords } from './when.ts';

export interface ComposePhoto {
  postPhotoId: string;
  /** the page's own id for the upload, to tell that it arrived */
  photoId: string;
  /** "Photo 2" */
  name: string;
  state: 'working' | 'ready' | 'refused';
  /** clean, and the places of faces are still being found */
  looking: boolean;
  src: string | null;
  width: number;
  height: number;
  /** what is happening to it, or why it cannot be used */
  words: string;
  /** what was removed from the original, in a line */
  removed: string | null;
  /** how far it is accounted for who is in it */
  settled: FacesSettled;
  /** people listed; null when nobody has said yet */
  /** every question about it is answered */
  answered: boolean;
  people: { listed: number; counted: number | null; names: string[] } | null;
}

/** What changes with every save, without the page being loaded again. */
export interface ComposeChecks {
  version: number;
  /** "10:04 am" */
  savedAt: string;
  /** weighted characters of the words as saved */
  used: number;
  /** what a link does to the post's price, in a line; null where the words hold none */
  linkNote: string | null;
  issues: IssueWords[];
  /** texts in which something was found, as saved */
  texts: ComposeText[];
  /** how many things still stop it from being sent */
  left: number;
  /** what the author has to tick, as the post stands now */
  declarations: { name: string; label: string }[];
}

export interface ComposeText extends FoundText {
  /** the photo whose description it is; null for the words */
  postPhotoId: string | null;
}

export interface ComposePage extends ComposeChecks {
  base: string;
  postId: string;
  /** a practice school: a drawn photo stands in for real children */
  practice: boolean;
  /** "Year 4 at Tidewater Farm" */
  about: string;
  handle: string;
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

const STATES: Readonly<Record<PlacedPhoto['state'], ComposePhoto['state']>> = {
  quarantined: 'working',
  cleaning: 'working',
  clean: 'ready',
  refused: 'refused',
};

/** Issues that the photo's own picture says already. */
const SAID_BY_PHOTO = new Set(['photo_refused', 'photo_not_clean_yet']);

export interface ComposeReader {
  base: string;
  people: ReadonlyMap<string, NamedPerson>;
  answers: ReadonlyMap<string, AnswerRead>;
}

/** The checks' findings after a save. `asked`: show everything that stops sending, not only what is wrong already. */
export function composeChecks(
  facts: PostFacts,
  { people, answers }: Pick<ComposeReader, 'people' | 'answers'>,
  asked: readonly Issue[] = [],
): ComposeChecks {
  const { post, school, at } = facts;
  const names = new Map([...people].map(([id, { name }]) => [id, name]));
  const found = [...runChecks(facts, 'edit'), ...asked];
  const once = [...new Map(found.map((issue) => [keyOf(issue), issue])).values()];
  const shown = once.filter(({ code }) => !SAID_BY_PHOTO.has(code));
  const reader = { zone: school.zone, now: at, policy: school.settings.policyCited };
  return {
    version: post.version,
    savedAt: timeWords(post.updatedAt, school.zone),
    used: weightedLength(post.words),
    linkNote: linkNote(facts),
    issues: allIssueWords(shown, { ...reader, names }).map((issue) => atItsPlace(issue, facts)),
    texts: foundTexts(once, textPartsOf(facts.working), {
      ...{ ...reader, names, answers, drafting: true },
      mayTakeBack: ({ remembered, answer }) => !remembered && !answer.startsWith('accepted'),
    }).map((text) => ({ ...text, postPhotoId: photoOf(text.field, facts) })),
    left: blocks(runChecks(facts, 'submit')).length,
    declarations: declarationsOfPost(facts, facts.words.working, post.windowFrom).map((name) => ({
      name,
      label: DECLARATION_WORDS[name],
    })),
  };
}

/** The photo that a field is about, as the checks number them. */
const photoOf = (field: string, { photos }: PostFacts): string | null =>
  [...photos].sort((a, b) => a.position - b.position)[Number(field.split(':')[1])]?.postPhotoId ?? null;

const cents = (dollars: number): string => (dollars * 100).toLocaleString('en-GB');

function linkNote({ post, trust }: PostFacts): string | null {
  if (linksIn(post.words).length === 0) return null;
  const { plain, withLink } = POST_COSTS_USD;
  const who = trust.practice ? 'On a real account X charges' : 'X charges';
  return `This post has a link. ${who} ${cents(withLink)} US cents for such a post, and ${cents(plain)} for one without.`;
}

/** An issue about a description leads to that description's own field, one about the answers to where they are given. */
function atItsPlace(issue: IssueWords, { photos }: PostFacts): IssueWords {
  const photo = photos[Number(issue.field.split(':')[1])];
  if (!photo) return issue;
  if (issue.found || issue.code.startsWith('alt_text'))
    return { ...issue, fieldId: `alt-${photo.postPhotoId}` };
  return issue.code in ABOUT_FIELDS ? { ...issue, fieldId: `about-${photo.postPhotoId}` } : issue;
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
    handle: account.handle,
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
      words: MAX_WEIGHTED_LENGTH,
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

function composePhoto(photo: PlacedPhoto, index: number, { base, people }: ComposeReader): ComposePhoto {
  const name = `Photo ${index + 1}`;
  const state = stateOf(photo);
  const listed = peopleListed(photo);
  const said = photo.headCount !== null || listed.length > 0;
  return {
    postPhotoId: photo.postPhotoId,
    photoId: photo.photoId,
    name,
    state,
    looking: state === 'ready' && photo.facesOutcome === null,
    src: photo.version ? `${base}/photos/${photo.version.id}` : null,
    width: photo.version?.width ?? 0,
    height: photo.version?.height ?? 0,
    words: wordsOf(photo, state, name),
    settled: facesSettled(photo, name),
    answered: partsMissing(photo.about).length === 0,
    removed: state === 'ready' ? removedInWords(photo.removedKinds as MetadataKind[]) : null,
    people: said
      ? {
          listed: listed.length,
          counted: photo.headCount,
          names: listed.flatMap(({ id }) => people.get(id)?.name ?? []).sort(),
        }
      : null,
  };
}

/** A clean photo in which something is being hidden is worked on again; one that cannot be changed is of no use. */
function stateOf({ state, version, rendering }: PlacedPhoto): ComposePhoto['state'] {
  if (state !== 'clean' || version) return STATES[state];
  return rendering === 'being_made' || rendering === 'made' ? 'working' : 'refused';
}

function wordsOf(photo: PlacedPhoto, state: ComposePhoto['state'], name: string): string {
  if (photo.state !== 'clean')
    return state === 'refused'
      ? photoRefusalSentence((photo.refusalCode ?? 'engine_failed') as PhotoRefusalCode)
      : `Cleaning ${name.toLowerCase()}`;
  if (state === 'working' && photo.edits) return hidingWords(photo.edits);
  return photo.originalGone
    ? 'What was to be hidden in it cannot be hidden any more, because the photo as it was taken has been destroyed. Remove it and add it again.'
    : 'What was to be hidden in it could not be hidden. Remove it and add it again, or use another photo.';
}

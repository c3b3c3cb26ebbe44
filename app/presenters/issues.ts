// What the checks find, in words: one sentence and what to do, the field it stands beside, and the rule it comes from.
// Names of people come from the caller, who knows whether this reader may see them; an issue itself carries only ids.
import { photoRefusalSentence } from '#app/domain/photos/photo-refusals.ts';
import type { Issue } from '#app/domain/issues.ts';
import type { DeclarationName } from '#app/domain/posts/declarations.ts';
import type { PhotoRefusalCode } from '#app/domain/ports/photo-engine.ts';
import { type When, whenWords } from './when.ts';
import { clauseLink } from './clauses.ts';
import { TEXT_SENTENCES } from './text-sentences.ts';
import { DECLARATION_SHORT } from './declarations.ts';

export interface IssueWords {
  /** tells issues apart in a list */
  key: string;
  /** the check's own code, to choose where on the page it stands */
  code: string;
  /** `stopped`: must be put right. `needs-you`: must be looked at. As the Issue component takes them. */
  kind: 'stopped' | 'needs-you';
  sentence: string;
  /** the field as the check named it: `words`, `photo:0`, `declaration:rights` */
  field: string;
  /** id of the element on the page that the summary links to */
  fieldId: string;
  clause?: { label: string; href: string };
  /** found in a text: it stands there, marked, with what may be answered (see found-words) */
  found?: true;
}

export interface IssueReader {
  zone: string;
  now: Date;
  /** names by pupil id or adult permission id, for people this reader may see; absent ones are not named */
  names?: ReadonlyMap<string, string>;
  /** whose policy the school cites, to show its own clause beside the rule; absent or null = nobody's */
  policy?: string | null;
}

const photoOf = ({ context }: Issue): string => `Photo ${context['photo'] ?? ''}`.trim();
const number = (issue: Issue, key: string): number => Number(issue.context[key] ?? 0);
const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);
const faces = (count: number): string => (count === 1 ? '1 face' : `${count} faces`);

function personOf(issue: Issue, { names }: IssueReader, otherwise: string): string {
  return names?.get(String(issue.context['person'] ?? '')) ?? otherwise;
}

/** What a photo shows, in words that blame nobody. */
const ACTIVITY_WORDS: Readonly<Record<string, string>> = {
  sport: 'PE kit',
  gymnastics: 'gymnastics or dance wear',
  swimming: 'swimwear',
  changing: 'somebody getting changed',
  medical: 'first aid or somebody unwell',
};

/** What a platform takes, and how it counts. */
function tooLong(platform: string, most: number): string {
  const taken = `${most.toLocaleString('en-GB')} characters`;
  if (platform === 'x') return `X takes ${taken}, and each web address counts as 23.`;
  if (platform === 'bluesky') return `Bluesky takes ${taken}, and a web address counts in full.`;
  return `at most ${taken} fit.`;
}

type Say = (issue: Issue, reader: IssueReader) => string;

const SENTENCES: Readonly<Record<string, Say>> = {
  photo_refused: (issue) =>
    `${photoOf(issue)} cannot be used. ${photoRefusalSentence(String(issue.context['code']) as PhotoRefusalCode) ?? ''} Remove it from the post.`,
  photo_not_clean_yet: (issue) =>
    `${photoOf(issue)} is still being cleaned. It takes a few seconds; you can go on writing.`,
  photo_being_changed: (issue) =>
    `${photoOf(issue)} is being blurred or cropped. It takes a few seconds; you can go on writing.`,
  photo_not_changed: (issue) =>
    `${photoOf(issue)} could not be blurred or cropped. Take it out of the post, then send it again or use another.`,
  photo_to_send_again: (issue) =>
    `${photoOf(issue)} can no longer be changed: what it was made from is not kept that long. Take it out of the post and send it again.`,
  too_many_photos: (issue) =>
    `A post takes at most ${number(issue, 'most')} photos. Remove the ones you need least.`,
  nothing_to_post: () => 'There is nothing in this post yet. Add a photo or write some words.',
  pupil_may_not_be_shown: (issue, reader) =>
    `${personOf(issue, reader, 'A pupil')} may not be shown in this post. Remove ${photoOf(issue).toLowerCase()}, or use one without them.`,
  adult_has_not_agreed: (issue, reader) =>
    `There is no permission on record for ${personOf(issue, reader, 'an adult')}. Remove ${photoOf(issue).toLowerCase()}, or ask the office to record it.`,
  guests_not_covered: (issue) =>
    `No written release covers all the children from elsewhere in ${photoOf(issue).toLowerCase()}. Blur them, or ask the office to record a release for this account and this event.`,
  permission_ends_soon: (issue, reader) =>
    `The permission for ${personOf(issue, reader, 'somebody')} in ${photoOf(issue).toLowerCase()} runs out soon. You can go on; choose an early time.`,
  people_not_counted: (issue) =>
    `Say who is in ${photoOf(issue).toLowerCase()}, and how many people can be seen.`,
  count_differs_from_list: (issue) =>
    `In ${photoOf(issue).toLowerCase()} you count ${people(number(issue, 'counted'))}, but ${people(number(issue, 'listed'))} ${number(issue, 'listed') === 1 ? 'is' : 'are'} listed. List everyone who can be seen, or count again.`,
  faces_never_looked_for: (issue) =>
    `${photoOf(issue)} was sent before faces were looked for. Take the post back, say who is on each face, and send it again.`,
  faces_not_looked_for_yet: (issue) =>
    `${photoOf(issue)} is still being looked at for faces. It takes a few seconds; you can go on writing.`,
  faces_open: (issue) =>
    number(issue, 'open') === 1
      ? `One face in ${photoOf(issue).toLowerCase()} has no answer yet. Say who it is, or blur it.`
      : `${number(issue, 'open')} faces in ${photoOf(issue).toLowerCase()} have no answer yet. Say who they are, or blur them.`,
  faces_counted_by_people: (issue) =>
    `Nobody but people has looked for faces in ${photoOf(issue).toLowerCase()}. Look at it in full size and count everyone yourself.`,
  more_faces_than_people: (issue) =>
    `${photoOf(issue)} shows ${faces(number(issue, 'faces'))}, but ${people(number(issue, 'people'))} ${number(issue, 'people') === 1 ? 'is' : 'are'} listed. Say who the others are, or blur them.`,
  people_but_no_faces: (issue) =>
    `${people(number(issue, 'people'))} ${number(issue, 'people') === 1 ? 'is' : 'are'} listed in ${photoOf(issue).toLowerCase()}, but no face was found. That is right for people seen from behind; look once more.`,
  more_people_than_faces: (issue) =>
    `In ${photoOf(issue).toLowerCase()} more people are listed than faces were found. That is right for people seen from behind; look once more.`,
  outsiders_not_answered: (issue) =>
    `Confirm that nobody from outside the class can be seen in ${photoOf(issue).toLowerCase()}.`,
  hidden_without_blur: (issue) =>
    `Somebody hidden in ${photoOf(issue).toLowerCase()} still needs a blur. Find their face and blur it; if they show no face, draw a box over them.`,
  faces_need_names: (issue) =>
    `Somebody in ${photoOf(issue).toLowerCase()} may be shown only in a certain way, so its faces need names. Say who is on each face.`,
  about_missing: (issue) => `Answer the few questions about ${photoOf(issue).toLowerCase()}.`,
  look_missing: (issue) =>
    `Look closely at ${photoOf(issue).toLowerCase()}, edges and background too, and tick that you have.`,
  rights_missing: (issue) => `Say who took ${photoOf(issue).toLowerCase()}.`,
  material_not_permitted: (issue) =>
    `The permission chosen for ${photoOf(issue).toLowerCase()} does not cover this post: it is over, or is for another place. Choose another one, or use a photo of your own.`,
  logo_never: (issue) =>
    `${photoOf(issue)} shows another organisation’s logo, and your trust uses none. Crop it, hide it, or choose another photo.`,
  logo_permission_missing: (issue) =>
    `${photoOf(issue)} shows another organisation’s logo. Crop it or hide it; or ask the office to record the permission, and choose it here.`,
  logo_not_permitted: (issue) =>
    `The permission chosen for the logo in ${photoOf(issue).toLowerCase()} does not cover this post. Choose another one, or crop or hide the logo.`,
  logo_permitted: (issue) =>
    `${photoOf(issue)} shows another organisation’s logo, and a permission on record covers it.`,
  licence_missing: (issue) =>
    `Choose the permission for ${photoOf(issue).toLowerCase()}, or say where it is written down. If there is none, use a photo of your own.`,
  photo_of_others: (issue) =>
    `${photoOf(issue)} was taken by somebody outside the school. Where their permission is kept is written below.`,
  photo_by_pupil: (issue) =>
    `${photoOf(issue)} was taken by a pupil, so it is theirs. Make sure that they are glad to see it used.`,
  work_maker_missing: (issue) =>
    `A pupil’s work can be seen in ${photoOf(issue).toLowerCase()}. Say whose it is.`,
  work_of_somebody_else: (issue) =>
    `Work by a pupil who is not in ${photoOf(issue).toLowerCase()} can be seen. Make sure that it may be shown, and that no name is on it.`,
  work_not_permitted: (issue, reader) =>
    `The work of ${personOf(issue, reader, 'a pupil')} in ${photoOf(issue).toLowerCase()} may not be shown here. Hide it, or use another photo.`,
  device_missing: (issue) => `Say whether ${photoOf(issue).toLowerCase()} has been on anybody’s own phone.`,
  copies_not_deleted: (issue) =>
    `School photos do not stay on anybody’s own phone. Delete your copies of ${photoOf(issue).toLowerCase()} and change the answer; the photo here is safe.`,
  activity_not_shown: (issue) =>
    `${photoOf(issue)} shows ${ACTIVITY_WORDS[String(issue.context['activity'])] ?? 'something private'}, and that is never posted. Use another photo.`,
  activity_in_kit: (issue) =>
    `${photoOf(issue)} shows ${ACTIVITY_WORDS[String(issue.context['activity'])] ?? 'sport'}. Choose one that nobody would mind being seen in: from the side, in the whole scene, fully dressed.`,
  premises_with_face: (issue) =>
    `${photoOf(issue)} shows a child’s face beside our uniform, logo or buildings, which tells where to find the child. Cropping or hiding one of them helps.`,
  close_portrait: (issue) =>
    `${photoOf(issue)} is a close picture of one child, easy to cut out and misuse. One with more around the child is safer: crop less, use a smaller one, or blur the face.`,
  picture_known: (issue) =>
    `${photoOf(issue)} looks like one that was taken down or may no longer be used. Use another photo. If it is a different picture, your data or safeguarding lead can say so.`,
  picture_nearly_known: (issue) =>
    `${photoOf(issue)} looks a little like one that was taken down or may no longer be used. If it is a different picture, go on.`,
  photo_not_looked_at: () =>
    'Whoever approved this did not look at every photo in full size. It needs a new approval.',
  alt_text_too_long: (issue) =>
    `The description of ${photoOf(issue).toLowerCase()} is ${number(issue, 'length').toLocaleString('en-GB')} characters long, and at most ${number(issue, 'most').toLocaleString('en-GB')} fit. Say the most important thing first and leave out the rest.`,
  alt_text_missing: (issue) => `Describe ${photoOf(issue).toLowerCase()} for someone who cannot see it.`,
  words_too_long: (issue) =>
    `The words are ${number(issue, 'over')} too long: ${tooLong(String(issue.context['platform'] ?? ''), number(issue, 'most'))}`,
  words_missing: () => 'Write a few words to go with the photos.',
  trip_not_over: (issue, { zone, now }) => {
    const back: When = whenWords(new Date(String(issue.context['earliest'])), zone, now);
    return `A post about this trip may go out once everyone is back: from ${back.text}. Choose a later first day.`;
  },
  trip_next_day: (issue, { zone, now }) => {
    const next: When = whenWords(new Date(String(issue.context['earliest'])), zone, now);
    return `While the trip is away, a post goes out on the day after its last photo came in: from ${next.text}. Choose a later first day.`;
  },
  trip_cancelled: () => 'The trip that this post is about was cancelled, so it cannot go out.',
  account_of_another_trip: () =>
    'This account was opened for one trip alone, and the post is not about that trip. Start it again on another account.',
  pupil_not_on_trip: (issue, reader) =>
    `${personOf(issue, reader, 'A pupil')} in ${photoOf(issue).toLowerCase()} is not on the trip’s list. Make sure that it is the right name.`,
  each_to_be_asked: (issue, reader) =>
    `${personOf(issue, reader, 'A pupil')} in ${photoOf(issue).toLowerCase()} is old enough to be asked and has not been asked yet. Ask them, then tick that you did. If they say no, record it and use another photo.`,
  asked_for_this_photo: (issue, reader) =>
    `${personOf(issue, reader, 'A pupil')} in ${photoOf(issue).toLowerCase()} has not been asked by the school yet. The author asked them for this photo.`,
  declaration_missing: ({ context }) =>
    `Tick that ${DECLARATION_SHORT[String(context['name']) as DeclarationName] ?? 'you have read this'}.`,
  no_valid_approval: () =>
    'There is no approval that covers this post as it is now. Send it to the headteacher.',
  not_the_trips_approver: () =>
    'While the trip is away, one person alone approves its posts. It needs their approval.',
  approver_is_barred: () =>
    'Whoever approved this post has also changed it. Somebody else has to approve it.',
  approved_something_else: () =>
    'The post was changed after it was approved. Send it to the headteacher again.',
  author_not_in_role: () =>
    'The author may not write posts at the moment. Somebody else has to take it over.',
  approver_not_in_role: () =>
    'Whoever approved this may not approve posts at the moment. It needs a new approval.',
  account_not_open: () => 'The account is not approved for posting at the moment. Ask your comms lead.',
  account_not_connected: () =>
    'The account is not connected at the moment. The comms lead can connect it, under Accounts.',
  photos_need_right: () =>
    'The account was connected without the right to send photos. The comms lead has to connect it again, under Accounts.',
  publishing_paused: () => 'Publishing is paused. The post waits, and somebody has to let it go on.',
  hold_open: () => 'The post is held. Its page says why.',
  outside_window: () => 'It is outside the days the headteacher approved for this post.',
  photo_bytes_differ: (issue) =>
    `${photoOf(issue)} is not the file that was approved. Remove it and add it again.`,
  concern_open: () => 'Somebody is looking into a worry about this post. It waits until that is done.',
  removal_wanted: () => 'Somebody asked for this post to come down, so it does not go out.',
  already_sent: () => 'This post has already left.',
};

/** Where on a page the thing stands that an issue is about. */
export function fieldIdOf(field: string): string {
  return field.replace(':', '-');
}

/** One issue in words. */
export function issueWords(issue: Issue, reader: IssueReader): IssueWords {
  const say = SENTENCES[issue.code] ?? TEXT_SENTENCES[issue.code];
  const clause = clauseLink(issue.clause, reader.policy);
  return {
    key: keyOf(issue),
    code: issue.code,
    kind: issue.level === 'block' ? 'stopped' : 'needs-you',
    sentence: say ? say(issue, reader) : 'Something about this post has to be looked at before it can go on.',
    field: issue.field,
    fieldId: fieldIdOf(issue.field),
    ...(clause ? { clause } : {}),
    ...(issue.text ? { found: true } : {}),
  };
}

/** Tells issues apart: the same finding about the same thing at the same place is one. */
export const keyOf = ({ check, code, field, context, text }: Issue): string =>
  [check, code, field, context['person'] ?? '', ...(text ? [text.from, text.to] : [])].join(' ');

/** All of them, in the order in which the checks gave them: what stops the post first. */
export const allIssueWords = (issues: readonly Issue[], reader: IssueReader): IssueWords[] =>
  issues.map((issue) => issueWords(issue, reader));

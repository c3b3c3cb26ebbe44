// A post's history as a story: each thing that happened once, in a sentence with its time and name, and the number of the
// record behind it. What one press did is one sentence, and so is an hour of typing.
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { HistoryEntry, PostEvent } from '#app/domain/posts/post-history.ts';
import { changedWords, sentenceOf, withPlatform } from './story-sentences.ts';
import { dayWords, type When, whenWords } from './when.ts';

export interface StoryLine {
  id: string;
  when: Pick<When, 'iso' | 'text'>;
  /** who did it; null when the system did, and the sentence is then whole */
  who: { name: string; you: boolean } | null;
  says: string;
  /** the reason somebody gave */
  detail: string | null;
  stopped: boolean;
  record: {
    /** numbers in the school's log, first and last of what this sentence tells */
    from: number;
    to: number;
    /** what it was done to: the first characters of the content's hash */
    fingerprint: string | null;
  };
}

export interface StoryReader {
  zone: string;
  now: Date;
  userId: string;
  /** where the post was to go or went */
  platform: Platform;
}

/** One or more entries that make one sentence. */
interface Scene {
  entries: [HistoryEntry, ...HistoryEntry[]];
  /** the entry that is told */
  told: HistoryEntry;
}

/** Edits by one person with no longer pause than this between them are one stretch of work, in ms. */
const ONE_STRETCH_MS = 2 * 3_600_000;

/** The whole story, oldest first. */
export function storyOf(history: readonly HistoryEntry[], reader: StoryReader): StoryLine[] {
  const scenes: Scene[] = [];
  for (const entry of history) {
    const last = scenes.at(-1);
    const joined = last && join(last, entry);
    if (joined) scenes[scenes.length - 1] = joined;
    else scenes.push({ entries: [entry], told: entry });
  }
  return scenes.map((scene) => lineOf(scene, reader));
}

const moveOf = ({ event }: HistoryEntry): string | null => (event?.type === 'post.moved' ? event.move : null);
const typeOf = ({ event }: HistoryEntry): PostEvent['type'] | null => event?.type ?? null;
const isEdit = (entry: HistoryEntry): boolean =>
  typeOf(entry) === 'post.edited' || typeOf(entry) === 'photo.received' || moveOf(entry) === 'begin_changes';

/** The scene with the entry in it, when both tell of the same thing; null when a new sentence begins. */
function join(scene: Scene, entry: HistoryEntry): Scene | null {
  const last = scene.entries.at(-1) ?? scene.told;
  if (last.by?.id !== entry.by?.id) return null;
  const entries: Scene['entries'] = [...scene.entries, entry];
  if (isEdit(scene.told) && isEdit(entry) && entry.at.getTime() - last.at.getTime() <= ONE_STRETCH_MS)
    return { entries, told: entry };
  const looked = scene.told.event;
  if (looked?.type === 'delivery.looked' && entry.event?.type === 'delivery.looked')
    return looked.result === entry.event.result ? { entries, told: entry } : null;
  if (entry.at.getTime() !== last.at.getTime()) return null;
  const tells = told(scene.told, entry);
  return tells && { entries, told: tells };
}

/** Of two entries of one press, the one that says it; null when they are two things. */
function told(first: HistoryEntry, second: HistoryEntry): HistoryEntry | null {
  if (moveOf(first) === 'unschedule' && moveOf(second) === 'schedule') return second;
  if (typeOf(second) === 'approval.voided') return first;
  if (typeOf(first) === 'takedown.opened' && moveOf(second) === 'request_takedown') return first;
  if (typeOf(second) === 'hand_over.opened' && moveOf(first) === 'hand_out') return first;
  if (typeOf(second) === 'hand_over.lapsed' && moveOf(first) === 'lose_sight') return first;
  if (moveOf(second) === 'confirm_by_hand' && typeOf(first) === 'hand_over.answered') return first;
  if (moveOf(first) === 'confirm_removed' && typeOf(second) === 'takedown.ended') return second;
  return null;
}

function lineOf({ entries, told: entry }: Scene, reader: StoryReader): StoryLine {
  const when = (at: Date) => whenWords(at, reader.zone, reader.now);
  const { iso, text } = when(entry.at);
  const who = entry.by && { name: entry.by.name ?? 'Somebody', you: entry.by.id === reader.userId };
  const said = entry.event
    ? sentenceOf(entry.event, {
        named: who !== null,
        platform: reader.platform,
        when: (moment) => when(new Date(moment)).text,
        lastDay: (moment) => dayWords(new Date(Date.parse(moment) - 1), reader.zone, reader.now),
      })
    : {
        says: who
          ? 'did something this page has no words for.'
          : 'Something happened that this page has no words for.',
      };
  return {
    id: String(entries[0].seq),
    when: { iso, text },
    who,
    says: together(entries, reader.platform) ?? said.says,
    detail: entry.words,
    stopped: said.stopped ?? false,
    record: {
      from: entries[0].seq,
      to: entries.at(-1)?.seq ?? entries[0].seq,
      fingerprint: fingerprintOf(entry),
    },
  };
}

/** What several entries say as one, where that differs from what the told one says. */
function together(entries: Scene['entries'], platform: Platform): string | null {
  if (entries.length === 1) return null;
  if (entries.every(isEdit)) return editsTogether(entries);
  if (entries.every((entry) => typeOf(entry) === 'delivery.looked')) {
    const result = entries[0].event?.type === 'delivery.looked' ? entries[0].event.result : '';
    if (result === 'found') return null;
    const times = `It was looked for on {there} ${entries.length} times, `;
    const came = result === 'absent' ? 'and was not found.' : 'but {there} did not answer.';
    return withPlatform(times + came, platform);
  }
  return null;
}

function editsTogether(entries: Scene['entries']): string {
  const photos = entries.filter((entry) => typeOf(entry) === 'photo.received').length;
  const edits = entries.flatMap(({ event }) => (event?.type === 'post.edited' ? [event] : []));
  const fields = new Set(edits.flatMap((event) => event.fields));
  // A photo that was added is said as that; only taking out and putting in order are changes of "the photos".
  const photoEdits = edits.filter((event) => event.fields.includes('photos')).length;
  if (photoEdits <= photos) fields.delete('photos');
  const added = photos === 0 ? [] : [`added ${photos === 1 ? 'a photo' : `${photos} photos`}`];
  const changed = fields.size === 0 ? [] : [`changed ${changedWords(fields)}`];
  return `${[...added, ...changed].join(', and ')}.`;
}

const fingerprintOf = ({ event }: HistoryEntry): string | null =>
  event && 'digest' in event && event.digest ? event.digest.slice(0, 12) : null;

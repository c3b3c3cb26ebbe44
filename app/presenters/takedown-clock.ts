// The clock of a takedown as a line: by when it must be gone, who sees to it, and whether that can only be done by hand.
import type { IconName } from '#app/components/icon.tsx';
import type { OpenTakedown } from '#app/domain/posts/list-posts.ts';
import { whereOf } from './platform-words.ts';
import { titleOf } from './post-list.ts';
import { whenWords } from './when.ts';

export interface Clock {
  tone: 'red' | 'amber';
  icon: IconName;
  /** "Late: to be gone by Fri 20 November, 5:00 pm." */
  sentence: string;
  /** what happens, or who has to do what */
  next: string;
}

export interface ClockRow extends Clock {
  id: string;
  to: string;
  title: string;
  over: string;
}

type Takedown = Pick<
  OpenTakedown,
  'deadlineAt' | 'byHandSince' | 'removesAt' | 'ownerId' | 'ownerName' | 'calls' | 'acknowledgedAt'
>;

/** People are being asked, one after the other, and nobody has said yet that they have it. */
const isCalling = ({ calls, acknowledgedAt }: Pick<Takedown, 'calls' | 'acknowledgedAt'>): boolean =>
  calls > 0 && !acknowledgedAt;

/** @param readerId is named "you" where it is theirs */
export function clockOf(takedown: Takedown, zone: string, at: Date, readerId: string): Clock {
  const { deadlineAt, byHandSince, removesAt, ownerId, ownerName } = takedown;
  const by = whenWords(deadlineAt, zone, at);
  const late = deadlineAt < at;
  const owner = ownerId === readerId ? 'You see' : `${ownerName ?? 'The headteacher'} sees`;
  if (removesAt && !late) {
    const from = whenWords(removesAt, zone, at);
    return {
      tone: 'amber',
      icon: 'question',
      sentence: `It comes down ${from.text} (${from.relative}).`,
      next: 'A picture in it looks like one that is coming down. The data lead or the safeguarding lead can say until then that it is another one.',
    };
  }
  return {
    tone: late ? 'red' : 'amber',
    icon: late ? 'stop' : byHandSince ? 'warn' : 'clock',
    sentence: late ? `Late. It was to be gone by ${by.text}.` : `To be gone by ${by.text} (${by.relative}).`,
    next: isCalling(takedown)
      ? 'Nobody has said yet that they have it. People are asked one after the other.'
      : byHandSince
        ? `${owner} to it: it has to be deleted by hand.`
        : `${owner} to it. Gatepost is deleting it now.`,
  };
}

/** A row for one school's list. */
export function clockRow(
  takedown: OpenTakedown,
  school: { slug: string; zone: string },
  at: Date,
  readerId: string,
): ClockRow {
  const { id, postId, byHandSince, removesAt } = takedown;
  return {
    id,
    to: `/s/${school.slug}/posts/${postId}${
      isCalling(takedown) ? '/i-have-it' : byHandSince && !removesAt ? '/take-down' : ''
    }`,
    title: titleOf(takedown),
    over: whereOf(takedown),
    ...clockOf(takedown, school.zone, at, readerId),
  };
}

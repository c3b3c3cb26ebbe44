// A second, deliberately plain answer to "who may be shown, and what becomes of the posts": a list of what was said, read from the
// start every time, and six rules in a row. It shares no code with the product.

export type Holder = 'mother' | 'father';

/** What can happen to one pupil's permission, as a person would tell it. */
export type Happening =
  | { what: 'grant'; by: Holder; until: 'long' | 'tomorrow' }
  | { what: 'refuse' | 'withdraw' | 'withdraw_website'; by: Holder }
  | { what: 'anyones_no' }
  | { what: 'lift_anyones_no' }
  | { what: 'pupil_no' }
  | { what: 'pupil_yes' }
  | { what: 'restrict' }
  | { what: 'lift_restriction' }
  | { what: 'authority_ends'; by: Holder }
  | { what: 'leaves' }
  | { what: 'a_day_passes' };

export type PlainPost =
  'draft' | 'in_review' | 'approved' | 'scheduled' | 'published' | 'held' | 'coming_down';

const DAY = 24 * 60;

interface Said {
  /** minutes since the beginning */
  at: number;
  happening: Happening;
}

/** Everything that was said so far; the mother's first yes comes before the beginning. */
export class PlainStory {
  private readonly said: Said[] = [{ at: -1, happening: { what: 'grant', by: 'mother', until: 'long' } }];

  add(at: number, happening: Happening): void {
    this.said.push({ at, happening });
  }

  private last(...whats: Happening['what'][]): Said | undefined {
    return this.said.findLast(({ happening }) => whats.includes(happening.what));
  }

  private endOfAuthority(by: Holder): number {
    const ended = this.said.find(
      ({ happening }) => happening.what === 'authority_ends' && happening.by === by,
    );
    return ended ? ended.at : Infinity;
  }

  /** Whether somebody's no stands now: a parent's until their own later yes, anybody's until it is lifted, and so on. */
  aNoStands(): boolean {
    const parents = (['mother', 'father'] as const).some((by) => {
      const authority = this.endOfAuthority(by);
      const own = this.said.filter(
        ({ happening: h, at }) =>
          'by' in h &&
          h.by === by &&
          (h.what === 'refuse' || h.what === 'withdraw' || (h.what === 'grant' && at < authority)),
      );
      const newest = own.at(-1)?.happening.what;
      return newest === 'refuse' || newest === 'withdraw';
    });
    const noes = this.said.filter(({ happening }) => happening.what === 'anyones_no').length;
    const lifts = this.said.filter(({ happening }) => happening.what === 'lift_anyones_no').length;
    const pupil = this.last('pupil_no', 'pupil_yes')?.happening.what === 'pupil_no';
    const restricted = this.last('restrict', 'lift_restriction')?.happening.what === 'restrict';
    return parents || noes > lifts || pupil || restricted;
  }

  /** Whether the pupil may be shown at a moment, by what is known now. */
  mayBeShown(at: number): boolean {
    if (this.aNoStands()) return false;
    const left = this.last('leaves');
    if (left) return false;
    return this.said.some(({ happening: h, at: given }) => {
      if (h.what !== 'grant') return false;
      const authority = this.endOfAuthority(h.by);
      const newest = this.said.findLast(
        ({ happening: other, at: later }) => other.what === 'grant' && other.by === h.by && later < authority,
      );
      const ends = h.until === 'long' ? Infinity : endOfTomorrow(given);
      return newest?.happening === h && given < authority && at < authority && at < ends;
    });
  }
}

/** The beginning is 08:00 on a school day: tomorrow ends 40 hours after it, and so on. */
let beginsAt = 0;
export const beginAtMinuteOfDay = (minute: number): void => void (beginsAt = minute);
const endOfTomorrow = (at: number): number => (Math.floor((at + beginsAt) / DAY) + 2) * DAY - beginsAt;

const TAKES_AWAY = ['refuse', 'withdraw', 'withdraw_website', 'anyones_no', 'pupil_no', 'restrict'];

/** What only time or a change elsewhere brings: nobody writes it, so no post is reached by it. */
const UNWRITTEN = ['leaves', 'authority_ends', 'a_day_passes'];

/**
 * What becomes of a post when this is written: `until` is the later moment that counts for one that is not out, `before` whether the
 * pupil could be shown then and now before it was written. A yes for a shorter time than the last can stop a post too.
 */
export function plainReach(
  post: PlainPost,
  happening: Happening,
  story: PlainStory,
  now: number,
  until: number,
  before: boolean,
): PlainPost {
  if (UNWRITTEN.includes(happening.what)) return post;
  if (!TAKES_AWAY.includes(happening.what) && (!before || post === 'published')) return post;
  const blocked = !story.mayBeShown(now) || (post !== 'published' && !story.mayBeShown(until));
  if (!blocked) return post;
  if (post === 'in_review' || post === 'approved' || post === 'scheduled') return 'held';
  if (post === 'published' && story.aNoStands()) return 'coming_down';
  return post;
}

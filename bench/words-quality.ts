// How well the checks of words do on the labelled posts: what was planted and found or missed, and what was stopped without a reason.
// A stop is a finding that the author cannot answer alone; what the author is asked or told is counted by itself.
import { checkWords } from '#app/domain/words/check-words.ts';
import type { TextFinding } from '#app/domain/words/text-finding.ts';
import { type LabelledPost, plantedAt } from './labelled-posts.ts';
import type { schoolOfPosts } from './school-of-posts.ts';

/** Share of planted stops that have to be found, and share of stops that have to be right. */
export const LEAST_RECALL = 0.99;
export const LEAST_PRECISION = 0.95;

export interface JudgedPost {
  post: LabelledPost;
  found: TextFinding[];
  /** what was planted was found by its check, at its place, and as hard as it has to be; null for a clean post */
  hit: boolean | null;
  /** the mark covers every planted word; null where nothing was planted or found */
  marked: boolean | null;
  /** stops for which there is no reason */
  falseStops: TextFinding[];
  /** questions and hints for which there is no reason */
  falseHints: TextFinding[];
}

export const isStop = ({ level, opener }: TextFinding): boolean => level === 'block' && opener !== 'author';

/** What the checks find in one post, held against its label. */
export function judge(post: LabelledPost, school: ReturnType<typeof schoolOfPosts>): JudgedPost {
  const { ground, about } = school.around(post.about, post.text);
  const found = checkWords([{ kind: 'words', field: 'words', text: post.text }], ground, about);
  const { find } = post;
  const place = plantedAt(post);
  const meant = found.filter(
    (finding) => finding.check === find?.check && (find.mark === undefined || meets(finding, place)),
  );
  const hits = meant.filter((finding) => find?.level !== 'block' || isStop(finding));
  const due = ({ check, ...finding }: TextFinding): boolean =>
    (check === find?.check && (find.level === 'block' || find.level === 'any' || finding.level === 'warn')) ||
    (check === find?.check && finding.opener === 'author') ||
    find?.also?.includes(check) === true;
  const undue = found.filter((finding) => !due(finding));
  return {
    post,
    found,
    hit: find && hits.length > 0,
    marked: hits.length === 0 ? null : hits.some(({ from, to }) => from <= place.from && to >= place.to),
    falseStops: undue.filter(isStop),
    falseHints: undue.filter((finding) => !isStop(finding)),
  };
}

const meets = (finding: TextFinding, place: { from: number; to: number }): boolean =>
  finding.from < place.to && finding.to > place.from;

export interface Quality {
  /** planted stops, and how many were found */
  stops: number;
  stopsFound: number;
  /** posts stopped by a check, and how many of them rightly; a post counts once for each check */
  stopped: number;
  stoppedRightly: number;
  /** planted questions and hints, and how many were found */
  hints: number;
  hintsFound: number;
  /** posts with a question or hint of this check for which there is no reason */
  falseHints: number;
}

/** The numbers of one check, or of all where none is named. */
export function qualityOf(judged: readonly JudgedPost[], check?: string): Quality {
  const own = ({ check: of }: { check: string }): boolean => check === undefined || of === check;
  const planted = judged.filter(({ post: { find } }) => find && own(find));
  const toStop = planted.filter(({ post: { find } }) => find?.level === 'block');
  const toHint = planted.filter(({ post: { find } }) => find?.level !== 'block');
  const pairs = judged.flatMap(({ found, falseStops }) =>
    [...new Set(found.filter((each) => own(each) && isStop(each)).map((each) => each.check))].map(
      (of) => !falseStops.some((each) => each.check === of),
    ),
  );
  return {
    stops: toStop.length,
    stopsFound: toStop.filter(({ hit }) => hit).length,
    stopped: pairs.length,
    stoppedRightly: pairs.filter(Boolean).length,
    hints: toHint.length,
    hintsFound: toHint.filter(({ hit }) => hit).length,
    falseHints: judged.filter(({ falseHints }) => falseHints.some(own)).length,
  };
}

export const recallOf = ({ stops, stopsFound }: Quality): number => (stops === 0 ? 1 : stopsFound / stops);
export const precisionOf = ({ stopped, stoppedRightly }: Quality): number =>
  stopped === 0 ? 1 : stoppedRightly / stopped;

// The decision for a whole photo, and for more than one moment: a post is judged as of now and as of the time it is
// due, and the worse answer counts.
import type {
  ConsentInputs,
  ConsentNeed,
  ConsentResolution,
  Reason,
  ReasonCode,
  Scene,
  Verdict,
} from './consent-types.ts';
import { resolve } from './consent-decision.ts';
import { because, inRuleOrder, sortedOnce, worst } from './consent-reason.ts';

/** One pupil in a photo, with how this pupil is seen there. */
export interface PupilInPhoto {
  readonly inputs: ConsentInputs;
  readonly scene: Scene;
  /** True when the post's words name this pupil, so that the name beside the face must be agreed too. */
  readonly named: boolean;
}

/** The use that a whole photo is put to. */
export type PhotoNeed = Pick<ConsentNeed, 'channel' | 'purpose' | 'event' | 'accountKind'>;

export interface PhotoResolution {
  readonly verdict: Verdict;
  /** One for each pupil, in the order given. */
  readonly pupils: readonly { readonly pupilId: string; readonly resolution: ConsentResolution }[];
}

/**
 * Decides a photo: each pupil once for each moment, and the worst of all. `times` holds the present first, then the
 * due time or the end of the window; throws RangeError when it is empty. A photo of no pupil is allowed here: that
 * everyone in it has been accounted for is another check's duty.
 */
export function resolvePhoto(
  pupils: readonly PupilInPhoto[],
  need: PhotoNeed,
  times: readonly Date[],
): PhotoResolution {
  const resolved = pupils.map(({ inputs, scene, named }) => ({
    pupilId: inputs.pupil.id,
    resolution: worstOver(times, (at, now) =>
      resolve(inputs, {
        ...need,
        subject: named ? 'name_with_image' : 'image',
        scene,
        at,
        importJudgedAt: now,
      }),
    ),
  }));
  return { verdict: worst(resolved.map((pupil) => pupil.resolution.verdict)), pupils: resolved };
}

/**
 * The worst answer over several moments, the present first: every reason of any of them, each once, at its worst.
 * `decide` is given the moment and the present. Throws RangeError when no moment is given: no moment, no answer.
 */
export function worstOver(
  times: readonly Date[],
  decide: (at: Date, now: Date) => ConsentResolution,
): ConsentResolution {
  const [now, ...later] = times;
  if (now === undefined) throw new RangeError('a consent decision needs at least one moment');
  return later.map((at) => decide(at, now)).reduce(worseOf, decide(now, now));
}

function worseOf(a: ConsentResolution, b: ConsentResolution): ConsentResolution {
  const merged = new Map<ReasonCode, Reason>();
  for (const reason of [...a.reasons, ...b.reasons]) {
    const other = merged.get(reason.code);
    merged.set(reason.code, other ? both(other, reason) : reason);
  }
  return {
    subject: a.subject,
    verdict: worst([a.verdict, b.verdict]),
    reasons: inRuleOrder([...merged.values()]),
    decisionIds: sortedOnce([...a.decisionIds, ...b.decisionIds]),
  };
}

function both(a: Reason, b: Reason): Reason {
  return because(a.code, a.verdict === 'block' ? 'block' : b.verdict, {
    decisionIds: [...a.decisionIds, ...b.decisionIds],
    unmet: [...new Set([...a.unmet, ...b.unmet])],
    groupWouldDo: a.groupWouldDo && b.groupWouldDo,
  });
}

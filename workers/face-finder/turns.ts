// Sideways and upside-down: the model knows upright faces, and loses up to half of the others. When the upright look
// leaves doubt, the picture is looked at turned as well; here is decided when, and what of it counts. Pure.
import { containment, likeness } from './boxes.ts';
import type { Quarters } from './pixels.ts';
import type { Judged } from './verdict.ts';

/** With fewer faces than these, or below this mean score, a picture or somebody in it may lie on the side. */
const FEW = 3;
const DOUBTFUL_MEAN = 0.85;
/** A turned look is taken for the right way up when it finds so many times more than the upright one. */
const CLEARLY_MORE = 1.25;
/** A face that only a look from another side finds must be this certain, since each further look invents some. */
const FROM_THE_SIDE = { score: 0.6, vote: 2 };

/**
 * Whether looks from the other sides are worth their time. Measured: true for a third of upright pictures, and for
 * all but the few turned ones in which hardly anybody is missed anyway.
 */
export function isDoubtful(upright: readonly Judged[]): boolean {
  return upright.length < FEW || mean(upright.map(({ score }) => score)) < DOUBTFUL_MEAN;
}

/** What one direction found by the same quick looks as every other. */
export interface Probe {
  quarters: Quarters;
  faces: Judged[];
}

/** Out: which way the picture is the right way up: a turned way only when it finds clearly more. */
export function rightWayUp(probes: readonly Probe[]): Quarters {
  const upright = probes.find(({ quarters }) => quarters === 0);
  const turned = probes.filter(({ quarters }) => quarters !== 0);
  const best = turned.sort((a, b) => support(b.faces) - support(a.faces))[0];
  return best && support(best.faces) > CLEARLY_MORE * support(upright?.faces ?? []) ? best.quarters : 0;
}

/**
 * Out: what the full look found, and what only another side is certain of, each face once. Where the full look took a
 * face for a mere possibility, the side that sees it the right way up places it better.
 */
export function joined(full: readonly Judged[], others: readonly (readonly Judged[])[]): Judged[] {
  const certain = others
    .flat()
    .filter(({ score, vote }) => score >= FROM_THE_SIDE.score && vote >= FROM_THE_SIDE.vote)
    .sort((a, b) => b.score - a.score);
  const faces = [...full];
  for (const one of certain) {
    const known = faces.filter((face) => isSameFace(one, face));
    if (known.length === 0) faces.push(one);
    else if (known.length === 1 && known[0]?.certainty === 'possible') faces[faces.indexOf(known[0])] = one;
  }
  return faces;
}

/** Seen from the side the box sits differently on the same face, so less likeness is asked for than within one look. */
const isSameFace = (a: Judged, b: Judged): boolean =>
  likeness(a.box, b.box) > 0.2 || containment(a.box, b.box) > 0.5;

const support = (faces: readonly Judged[]): number =>
  faces.reduce((sum, { certainty, score }) => (certainty === 'sure' ? sum + score : sum), 0);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

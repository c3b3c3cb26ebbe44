// How one use stands: whose no, whose yes, under which conditions. One pass over a pupil's answers for each use, with
// the people's positions kept apart, because nobody's yes can undo another person's no.
import type { Condition, ConsentDecision } from './consent-types.ts';
import { CONDITIONS } from './consent-types.ts';
import { covers, saysNo, type Cell } from './consent-scope.ts';
import { hadAuthority, precedesTrip, ranOut, speaksAsAdult, works, type Hearing } from './hearing.ts';
import {
  hearBlank,
  hearNo,
  hearYes,
  liftBy,
  newPosition,
  type HeldYes,
  type HolderPosition,
} from './holder-position.ts';

export interface Agreement {
  /** Yeses that work now, one at most from each person. */
  readonly yes: readonly ConsentDecision[];
  /** Those of them whose giver's agreement reaches back before the trip's first post. */
  readonly beforeTrip: readonly ConsentDecision[];
  /** Yeses that would work, had they or their wording not run out. */
  readonly lapsed: readonly ConsentDecision[];
}

export interface CellStanding {
  /** Ids of every no that stands, at least one for each person who said no. */
  readonly noIds: readonly string[];
  /** Ids of the yeses that ask for each condition. */
  readonly conditionIds: Readonly<Record<Condition, readonly string[]>>;
  readonly any: Agreement;
  /** The same, of answers given for this very trip alone. */
  readonly forTrip: Agreement;
}

/** Hears every answer that speaks of a use, once, in order. */
export function standingOf(cell: Cell, hearing: Hearing): CellStanding {
  const provisional = new Set<string>();
  const positions = new Map<string, HolderPosition>();
  for (const answer of hearing.answers) {
    if (!covers(answer, cell)) continue;
    if (saysNo(answer.decision)) {
      if (answer.holderId === null) provisional.add(answer.id);
      else hearNo(positionOf(positions, giverOf(answer)), answer);
      continue;
    }
    if (answer.liftsProvisional && works(answer, hearing.at)) lift(provisional, answer);
    if (answer.decision === 'granted') grant(positions, answer, hearing);
    else if (!answer.liftsProvisional) blank(positions, answer);
  }
  return sum(positions, provisional, hearing);
}

/** A provisional no is lifted only by name, never by somebody's yes alone. */
function lift(provisional: Set<string>, answer: ConsentDecision): void {
  if (answer.supersedesId !== null) provisional.delete(answer.supersedesId);
}

function grant(positions: Map<string, HolderPosition>, yes: ConsentDecision, hearing: Hearing): void {
  if (!works(yes, hearing.at)) return;
  if (yes.holderId === null && !yes.legacyTick) return;
  const authorised = hadAuthority(yes, yes.decidedAt, hearing);
  hearYes(positionOf(positions, giverOf(yes)), yes, authorised, precedesTrip(yes, hearing));
  if (authorised && speaksAsAdult(yes, hearing)) for (const other of positions.values()) liftBy(other, yes);
}

/**
 * Only an export's blank takes anything away: a form sent out again and not yet returned does not end the last one.
 * A blank that names nobody speaks of everyone whom its source gave a yes for.
 */
function blank(positions: ReadonlyMap<string, HolderPosition>, answer: ConsentDecision): void {
  const { source } = answer;
  if (!source.startsWith('import')) return;
  for (const [giver, position] of positions) {
    if (answer.holderId === null || giver === giverOf(answer) || giver === unnamed(source)) {
      hearBlank(position, source);
    }
  }
}

/** Ticks without a giver share one position for each source; no person's id looks like this. */
function unnamed(source: string): string {
  return `source ${source}`;
}

function giverOf(answer: ConsentDecision): string {
  return answer.holderId ?? unnamed(answer.source);
}

function positionOf(positions: Map<string, HolderPosition>, giver: string): HolderPosition {
  const known = positions.get(giver);
  if (known) return known;
  const position = newPosition();
  positions.set(giver, position);
  return position;
}

function sum(
  positions: ReadonlyMap<string, HolderPosition>,
  provisional: ReadonlySet<string>,
  hearing: Hearing,
): CellStanding {
  const noIds = [...provisional];
  const conditionIds: Record<Condition, string[]> = { groupOnly: [], notFaceOn: [], noUniform: [] };
  const all = [...positions.values()];
  for (const { no, conditions } of all) {
    if (no) noIds.push(no.id);
    for (const name of CONDITIONS) {
      const mark = conditions[name];
      if (mark) conditionIds[name].push(mark.id);
    }
  }
  const any = all.map((position) => position.any);
  const forTrip = all.map((position) => position.forTrip);
  return { noIds, conditionIds, any: agreed(any, hearing), forTrip: agreed(forTrip, hearing) };
}

function agreed(held: readonly HeldYes[], hearing: Hearing): Agreement {
  const agreement = {
    yes: [] as ConsentDecision[],
    beforeTrip: [] as ConsentDecision[],
    lapsed: [] as ConsentDecision[],
  };
  for (const { yes, blanked, beforeTrip } of held) {
    if (!yes || blanked || !hadAuthority(yes, hearing.at, hearing)) continue;
    if (ranOut(yes, hearing.at)) {
      agreement.lapsed.push(yes);
      continue;
    }
    agreement.yes.push(yes);
    if (beforeTrip) agreement.beforeTrip.push(yes);
  }
  return agreement;
}

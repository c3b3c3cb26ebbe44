// Everything that the rules look at, worked out once for one question: how each permission that the use is made of
// stands, for its purpose and, on a trip, for the trip.
import type {
  Condition,
  ConsentDecision,
  ConsentInputs,
  ConsentNeed,
  PupilView,
  Purpose,
  Restriction,
  Subject,
} from './consent-types.ts';
import { CONDITIONS } from './consent-types.ts';
import { standingOf, type Agreement, type CellStanding } from './cell-standing.ts';
import { scopeOfAccount } from './consent-scope.ts';
import { hear, type Hearing } from './hearing.ts';
import { publicTaskCovers } from './public-task.ts';
import { viewsInOrder } from './pupil-said.ts';
import { partsOf, type SubjectPart } from './subject-parts.ts';

export interface PartFacts {
  readonly part: SubjectPart;
  readonly noIds: readonly string[];
  readonly conditionIds: Readonly<Record<Condition, readonly string[]>>;
  /** Yeses for the purpose that work now. */
  readonly yes: readonly ConsentDecision[];
  /** Yeses for the purpose that have run out. */
  readonly lapsed: readonly ConsentDecision[];
  /** Yeses for this very trip that work now. */
  readonly yesForTrip: readonly ConsentDecision[];
  /** Yeses that a trip's post may rest on; null when the post is not about a trip. */
  readonly tripYes: readonly ConsentDecision[] | null;
}

export interface UseFacts {
  readonly inputs: ConsentInputs;
  readonly need: ConsentNeed;
  readonly hearing: Hearing;
  readonly parts: readonly PartFacts[];
  /** The school's public task stands in for a yes for the purpose; for the trip, where the use is about one. */
  readonly task: { readonly purpose: boolean; readonly trip: boolean };
  /** The pupil's own views, in the order of writing. */
  readonly views: readonly PupilView[];
  readonly restrictions: readonly Restriction[];
}

/** Works out the facts of one question. Reads a pupil's answers a fixed number of times, whatever they hold. */
export function factsOf(inputs: ConsentInputs, need: ConsentNeed): UseFacts {
  const hearing = hear(inputs, need);
  const standing = standings(need, hearing);
  return {
    inputs,
    need,
    hearing,
    parts: partsOf(need.subject).map((part) => partFacts(part, need, standing)),
    task: {
      purpose: publicTaskCovers(inputs.settings, need, need.purpose),
      trip: publicTaskCovers(inputs.settings, need, 'trip'),
    },
    views: viewsInOrder(inputs.views, inputs.pupil.id),
    restrictions: inputs.restrictions.filter((restriction) => restriction.pupilId === inputs.pupil.id),
  };
}

type StandingFor = (subject: Subject, purpose: Purpose) => CellStanding;

function standings(need: ConsentNeed, hearing: Hearing): StandingFor {
  const known = new Map<string, CellStanding>();
  return (subject, purpose) => {
    const key = `${subject} ${purpose}`;
    const standing =
      known.get(key) ??
      standingOf(
        {
          subject,
          purpose,
          channel: need.channel,
          eventId: need.event?.id ?? null,
          accounts: scopeOfAccount(need.accountKind),
        },
        hearing,
      );
    known.set(key, standing);
    return standing;
  };
}

/** A trip's post is a trip use besides its own purpose, so a no to trips stops a celebration of one. */
function purposesOf(need: ConsentNeed): readonly Purpose[] {
  return need.event && need.purpose !== 'trip' ? [need.purpose, 'trip'] : [need.purpose];
}

function partFacts(part: SubjectPart, need: ConsentNeed, standing: StandingFor): PartFacts {
  const purposes = purposesOf(need);
  const cells = (subjects: readonly Subject[]) =>
    subjects.flatMap((subject) => purposes.map((purpose) => standing(subject, purpose)));
  const saidNo = (subjects: readonly Subject[]) => cells(subjects).flatMap((cell) => cell.noIds);
  const usable = part.agreedBy.filter(
    (subject) => subject === part.subject || saidNo([subject]).length === 0,
  );
  const all = (purpose: Purpose, pick: (standing: CellStanding) => Agreement[keyof Agreement]) =>
    usable.flatMap((subject) => pick(standing(subject, purpose)));

  const aboutTrip = need.event !== null || need.accountKind === 'trip';
  const onTripAccount = need.accountKind === 'trip';
  return {
    part,
    noIds: saidNo(part.refusedBy),
    conditionIds: conditionsIn(cells([...new Set([...part.refusedBy, ...part.agreedBy])])),
    yes: all(need.purpose, (cell) => cell.any.yes),
    lapsed: all(need.purpose, (cell) => cell.any.lapsed),
    yesForTrip: all(need.purpose, (cell) => cell.forTrip.yes),
    tripYes: aboutTrip ? all('trip', (cell) => (onTripAccount ? cell.forTrip : cell.any).beforeTrip) : null,
  };
}

function conditionsIn(cells: readonly CellStanding[]): PartFacts['conditionIds'] {
  const ids: Record<Condition, string[]> = { groupOnly: [], notFaceOn: [], noUniform: [] };
  for (const cell of cells) for (const name of CONDITIONS) ids[name].push(...cell.conditionIds[name]);
  return ids;
}

// Looks at every state that a system can reach, one step at a time: whether one of them breaks a rule, and whether each has a way to
// an end that needs no more bad luck.

export interface Step<State> {
  /** what happened, for the story of how a rule was broken */
  name: string;
  to: State;
  /** bad luck: nothing may depend on its happening */
  luck: boolean;
}

export interface System<State> {
  start: State;
  /** the same text for the same state, and for no other */
  keyOf(state: State): string;
  steps(state: State): Step<State>[];
  /** what rule the state breaks; null = none */
  broken(state: State): string | null;
  /** whether everything is settled */
  ended(state: State): boolean;
}

export interface Findings {
  states: number;
  ends: number;
  /** the first rule found broken, with the shortest way to it; or a state from which no end can be reached */
  broken: { rule: string; story: string[] } | null;
}

interface Seen<State> {
  state: State;
  from: number;
  by: string;
  /** where the steps that are no bad luck lead */
  onward: number[];
}

/** Looks breadth first, so that the first story found is a shortest one. Errors: throws beyond `most` states, for then nothing is proved. */
export function explore<State>(system: System<State>, most: number): Findings {
  const seen: Seen<State>[] = [{ state: system.start, from: -1, by: '', onward: [] }];
  const places = new Map<string, number>([[system.keyOf(system.start), 0]]);
  const storyOf = (place: number): string[] => {
    const story: string[] = [];
    for (let at = place; at > 0; at = seen[at]?.from ?? 0) story.unshift(seen[at]?.by ?? '');
    return story;
  };
  const found = (rule: string, place: number): Findings => ({
    states: seen.length,
    ends: 0,
    broken: { rule, story: storyOf(place) },
  });
  for (let place = 0; place < seen.length; place++) {
    const here = seen[place] as Seen<State>;
    const rule = system.broken(here.state);
    if (rule) return found(rule, place);
    for (const { name, to, luck } of system.steps(here.state)) {
      const key = system.keyOf(to);
      let next = places.get(key);
      if (next === undefined) {
        if (seen.length >= most) throw new Error(`more than ${most} states`);
        next = seen.length;
        places.set(key, next);
        seen.push({ state: to, from: place, by: name, onward: [] });
      }
      if (!luck) here.onward.push(next);
    }
  }
  const ends = seen.flatMap(({ state }, place) => (system.ended(state) ? [place] : []));
  const lost = placesWithoutEnd(
    seen.map(({ onward }) => onward),
    ends,
  );
  if (lost !== null) return found('nothing leads to an end any more', lost);
  return { states: seen.length, ends: ends.length, broken: null };
}

/** The first place from which no end can be reached; null = there is none. */
function placesWithoutEnd(onward: readonly number[][], ends: readonly number[]): number | null {
  const before: number[][] = onward.map(() => []);
  onward.forEach((nexts, place) => nexts.forEach((next) => before[next]?.push(place)));
  const good = new Uint8Array(onward.length);
  const open = [...ends];
  for (const end of ends) good[end] = 1;
  for (let place = open.pop(); place !== undefined; place = open.pop())
    for (const earlier of before[place] ?? [])
      if (good[earlier] === 0) {
        good[earlier] = 1;
        open.push(earlier);
      }
  const lost = good.indexOf(0);
  return lost < 0 ? null : lost;
}

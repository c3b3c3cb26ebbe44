// The procedure of publishing in small, looked at in every state it can reach: at most one post of ours is live, what is live is known
// in the end, what says published is, and nothing is ever lost (PF3, PF4, PF6). And the exploration can tell: with one mistake made in
// the procedure it finds where that leads.
import { describe, expect, it } from 'vitest';
import { publishing } from '#tests/support/publishing-model/publishing-model.ts';
import { type Circumstances, type Mistake, MISTAKES } from '#tests/support/publishing-model/rows.ts';
import { explore } from '#tests/support/reachable-states.ts';

const MOST_STATES = 1_500_000;
const LONG_MS = 240_000;

const CIRCUMSTANCES: Record<string, Circumstances> = {
  'one worker and four misfortunes': { workers: 1, luck: 4 },
  'two workers and two misfortunes': { workers: 2, luck: 2 },
  'calls that stand still for as long as they like': { workers: 2, luck: 2, callsStandStill: true },
  'power cuts that take the newest commits': { workers: 1, luck: 3, powerCuts: true },
  'power cuts that take its time in the calendar': {
    ...{ workers: 1, luck: 2, powerCuts: true },
    placedJustNow: true,
  },
};

/** Power cuts make for up to a million states: where there is little time, one misfortune less. */
const onADesk = (of: Circumstances): Circumstances =>
  of.powerCuts && !process.env['CI'] ? { ...of, luck: of.luck - 1 } : of;

/** Where each mistake has to show. */
const SHOWS: Record<Mistake, keyof typeof CIRCUMSTANCES & string> = {
  'sends without saying so first': 'one worker and four misfortunes',
  'sends again after a doubt': 'one worker and four misfortunes',
  'counts looks that saw nothing': 'one worker and four misfortunes',
  'believes early looks': 'one worker and four misfortunes',
  'sends however late it is': 'two workers and two misfortunes',
  'settles what is no longer its own': 'two workers and two misfortunes',
  'forgets a late answer': 'calls that stand still for as long as they like',
  'forgets that it was to come down': 'one worker and four misfortunes',
  'lets up what turns up after a no': 'calls that stand still for as long as they like',
  'leaves the post of a dead worker': 'one worker and four misfortunes',
  'looks for nothing': 'one worker and four misfortunes',
  'calls a doubt a failure': 'one worker and four misfortunes',
  'says published without an id of its own': 'one worker and four misfortunes',
  'takes a look for as late as it is written down': 'one worker and four misfortunes',
  'forgets what stands in the journal': 'power cuts that take the newest commits',
  'keeps no journal of what it sends again': 'power cuts that take the newest commits',
  'believes old rows after a power cut': 'power cuts that take the newest commits',
  'puts back what has lost its place': 'power cuts that take its time in the calendar',
};

describe('the procedure', () => {
  it.each(Object.entries(CIRCUMSTANCES))(
    'keeps its promises in every state it can reach: %s',
    (name, circumstances) => {
      const findings = explore(publishing(onADesk(circumstances)), MOST_STATES);
      console.info(`${name}: ${findings.states} states, ${findings.ends} of them ends`);
      expect(findings.broken).toBeNull();
      expect(findings.states).toBeGreaterThan(1_000);
      expect(findings.ends).toBeGreaterThan(10);
    },
    LONG_MS,
  );
});

describe('the exploration', () => {
  it.each(MISTAKES)(
    'finds where it leads when the procedure %s',
    (mistake) => {
      const circumstances = CIRCUMSTANCES[SHOWS[mistake]] as Circumstances;
      const { broken } = explore(publishing({ ...circumstances, mistake }), MOST_STATES);
      expect(broken?.story.length).toBeGreaterThan(0);
    },
    LONG_MS,
  );
});

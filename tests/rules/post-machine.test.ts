// The state machine as data: its printed page is fresh, no state is a trap, and publishing is reached by one edge alone (PF24).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Edge, MOVE_NAMES, MOVES } from '#app/domain/posts/post-machine.ts';
import { POST_STATUSES, type PostStatus } from '#app/domain/posts/post-status.ts';
import { packageRoot } from '#db/package-root.server.ts';
import { postStatesPage } from '../../scripts/post-states-page.ts';

const edges = MOVE_NAMES.map((name) => ({ name, edge: MOVES[name] as Edge }));
const into = (status: PostStatus) => edges.filter(({ edge }) => edge.to === status).map(({ name }) => name);

function reachable(from: PostStatus): Set<PostStatus> {
  const seen = new Set<PostStatus>([from]);
  for (const status of seen) for (const { edge } of edges) if (edge.from.includes(status)) seen.add(edge.to);
  return seen;
}

/** Edges that a look at the platform opens against what everybody believed. */
const AGAINST_BELIEF: readonly string[] = ['recover_published', 'find_again'];

describe('the machine of a post', () => {
  it('is what the printed page says (npm run docs:states)', () => {
    expect(readFileSync(join(packageRoot(), 'docs', 'post-states.md'), 'utf8')).toBe(postStatesPage());
  });

  it('reaches publishing by the claim or by a person’s hand alone, and scheduled only from approved or as proved unsent', () => {
    expect(into('publishing').sort()).toEqual(['claim', 'hand_out']);
    expect(MOVES.hand_out.from).toEqual(['scheduled']);
    expect((MOVES.hand_out as Edge).by).toBe('person');
    expect(into('scheduled').sort()).toEqual(['return_unsent', 'schedule']);
    expect(MOVES.claim.from).toEqual(['scheduled']);
    expect(MOVES.schedule.from).toEqual(['approved']);
  });

  it('never goes from held straight back to the calendar', () => {
    const onward = edges.filter(({ edge }) => edge.from.includes('held')).map(({ edge }) => edge.to);
    expect(onward).not.toContain('scheduled');
    expect(onward).not.toContain('publishing');
  });

  it('can be left from every state that is not an end, and an end is only live, gone, rejected or cancelled', () => {
    const ends = POST_STATUSES.filter((status) =>
      edges.every(({ name, edge }) => AGAINST_BELIEF.includes(name) || !edge.from.includes(status)),
    );
    expect(ends.sort()).toEqual(['cancelled', 'rejected', 'taken_down']);
  });

  it('can bring every state that may be live down, and reaches every state from a draft', () => {
    for (const status of ['published', 'unknown', 'publishing', 'takedown_failed'] as const)
      expect(reachable(status)).toContain('taken_down');
    expect([...reachable('draft')].sort()).toEqual([...POST_STATUSES].sort());
  });
});

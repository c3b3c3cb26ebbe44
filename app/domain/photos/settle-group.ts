// A class photo: everybody of the class is in it but those said to be absent or hidden, so that thirty faces need no thirty names.
import { found } from '#app/domain/errors.ts';
import {
  type AccountedPerson,
  type Accounting,
  type AccountingGround,
  presentMembers,
} from './accounting.ts';
import type { SettleStep } from './settle-steps.ts';

type Wanted = Extract<SettleStep, { step: 'set_group' }>['group'];

/**
 * Chooses the group, or none. Members present and not yet placed are placed `together`; absent and hidden ones leave
 * wherever they stood; members of a group chosen before leave unless they were placed one by one.
 * Errors: AppError not_found for a group that is none, or an absent pupil who is no member.
 */
export function setGroup(state: Accounting, wanted: Wanted, ground: AccountingGround): Accounting {
  const before = state.group && state.group.name !== wanted?.name ? withoutGroup(state, ground) : state;
  if (!wanted) return before;
  const members = new Set(ground.membersOf(wanted.name));
  found(members.size > 0 || null, 'group');
  const hidden = ours(wanted.hidden ?? [], members);
  const absent = ours(wanted.absent, members).filter((id) => !hidden.includes(id));
  const group = { name: wanted.name, absent, hidden, outsidersNone: wanted.outsidersNone };
  const away = new Set([...absent, ...hidden]);
  const staying = before.people.filter(({ kind, id }) => kind !== 'pupil' || !away.has(id));
  const placed = new Set(staying.filter(({ kind }) => kind === 'pupil').map(({ id }) => id));
  const added = presentMembers(group, ground).filter((id) => !placed.has(id));
  return { ...before, group, people: [...staying, ...added.map(together)] };
}

function withoutGroup(state: Accounting, ground: AccountingGround): Accounting {
  const members = new Set(state.group ? ground.membersOf(state.group.name) : []);
  const stays = ({ kind, id, placed }: AccountedPerson) =>
    kind !== 'pupil' || placed !== 'together' || !members.has(id);
  return { ...state, group: null, people: state.people.filter(stays) };
}

function ours(ids: readonly string[], members: ReadonlySet<string>): string[] {
  for (const id of ids) found(members.has(id) || null, 'pupil');
  return [...new Set(ids)].sort();
}

const together = (id: string): AccountedPerson => ({
  kind: 'pupil',
  id,
  placed: 'together',
  faceId: null,
  faceOn: 'unknown',
  uniform: 'unknown',
});

// The words of a move: what a person brings to it, and how it is refused.
import type { Issue } from '#app/domain/issues.ts';

/** What the page showed and the person decided; guards compare it with the truth under lock. */
export interface MoveInput {
  /** set by the move of the leading post alone, when it takes this one with it; no page and no person says it */
  withLead?: true;
  /** set by pages alone: "could they at all?"; a real move never carries it */
  asking?: true;
  /** the working copy's version that the form was drawn from */
  version?: number;
  /** digest and verdict hash that the review page showed */
  digest?: string;
  verdictHash?: string;
  /** the approver's own count of people for each photo */
  headCounts?: number[];
  /** versions that the approver says to have looked at in full size (I-17) */
  viewed?: readonly string[];
  /** reason for sending back or rejecting, in the person's words */
  reason?: string;
  dueAt?: Date;
  /** before this moment its account may not be posted to */
  notBefore?: Date;
  /** SHA-256 of every clean file whose bytes were verified for this attempt */
  verifiedPhotos?: ReadonlySet<string>;
  /** a look at the platform proved that nothing is there, or the call never left */
  provedUnsent?: boolean;
  /** the platform's id of the live post */
  platformId?: string;
  /** removal was proved by the platform, or a person gives evidence */
  removalProved?: boolean;
  evidence?: string;
  /** the holds that the page showed: one opened since is not closed unseen */
  holdIds?: readonly string[];
  /** why the system or a person stops the post */
  cause?: string;
}

export type RefusalReason =
  | 'not_in_this_state'
  | 'only_the_system'
  | 'not_permitted'
  | 'policy_not_acknowledged'
  | 'not_trained'
  | 'is_author'
  | 'is_submitter'
  | 'has_edited'
  | 'not_the_trips_approver'
  | 'not_an_approver'
  | 'delegation_not_running'
  | 'stale_page'
  | 'checks_failed'
  | 'reason_missing'
  | 'count_differs'
  | 'not_viewed'
  | 'time_missing'
  | 'time_in_the_past'
  | 'outside_window'
  | 'account_closes_before'
  | 'approval_not_valid'
  | 'account_not_open'
  | 'account_not_connected'
  | 'photos_need_right'
  | 'hold_open'
  | 'stopped_by_another'
  | 'not_due'
  | 'not_near_its_time'
  | 'goes_by_hand'
  | 'goes_by_itself'
  | 'too_late'
  | 'not_late'
  | 'gate_closed'
  | 'waiting_for_platform'
  | 'not_proved'
  | 'copy_still_up'
  | 'evidence_missing'
  | 'already_sent'
  | 'edited_with_its_lead'
  | 'decided_with_its_lead'
  | 'stopped_with_its_lead'
  | 'down_with_its_lead';

/** Why a move may not be made: one code for one sentence on screen, with what the checks found. */
export interface Refusal {
  reason: RefusalReason;
  issues?: readonly Issue[];
}

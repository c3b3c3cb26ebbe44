// The picture of a post's way, the same on every screen: draft, checked, with the head, approved, scheduled, live.
// Where something stopped it the line visibly breaks, with the reason and the one thing to do beneath.
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';
import type { ShownStatus, TrackPlace, TrackTone } from './post-track-steps.ts';
import { trackPlace, trackSteps } from './post-track-steps.ts';

const TONE_ICON: Record<TrackTone, IconName> = {
  'goes-on': 'done',
  'needs-you': 'warn',
  stopped: 'stop',
  over: 'minus',
};

/** Icons that say a state better than its tone does. */
const STATUS_ICON: Partial<Record<ShownStatus, IconName>> = {
  draft: 'pencil',
  in_review: 'clock',
  approved: 'check',
  scheduled: 'calendar',
  publishing: 'send',
  unknown: 'question',
  handed_out: 'send',
  not_confirmed: 'question',
  changes_requested: 'undo',
};

const TONE_LOOK: Record<TrackTone, string> = {
  'goes-on': 'bg-green-wash text-green',
  'needs-you': 'bg-amber-wash text-amber',
  stopped: 'bg-red-wash text-red',
  over: 'bg-desk text-quiet',
};

interface StatusWordProps {
  status: ShownStatus;
  /** The school's own word for its head. */
  head?: string;
  /** In the smallest size, for the month. */
  small?: boolean;
}

/** One state as an icon and a word, for lists, tables and the calendar. */
export function StatusWord({ status, head = 'head', small = false }: StatusWordProps) {
  const { tone, word } = trackPlace(status, head);
  return (
    <span
      className={clsx(
        'inline-flex items-baseline rounded-small font-semibold [&>svg]:self-center',
        small ? 'gap-1 px-1 text-note' : 'gap-1.5 px-2 py-0.5 text-small sm:whitespace-nowrap',
        TONE_LOOK[tone],
      )}
    >
      <Icon name={STATUS_ICON[status] ?? TONE_ICON[tone]} size="small" />
      {word}
    </span>
  );
}

interface PostTrackProps extends Omit<StatusWordProps, 'small'> {
  /** How far a held or cancelled post had come, 0 draft to 5 live. */
  reached?: number;
  /** One sentence: why it stands here. Never why a pupil may not be shown. */
  reason?: ReactNode;
  /** The one thing to do next, and by whom. */
  todo?: ReactNode;
  /** Dots and the word on one line, for lists. */
  compact?: boolean;
}

export function PostTrack({ status, head = 'head', reached, reason, todo, compact = false }: PostTrackProps) {
  const place = trackPlace(status, head, reached);
  return (
    <div className={clsx('track', compact ? 'track-compact' : 'track-full')}>
      <ol className="track-line" aria-label="Where this post is">
        {trackSteps(head).map((step, index) => (
          <Step key={step} step={step} index={index} place={place} compact={compact} />
        ))}
      </ol>
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-3 gap-y-1">
        <StatusWord status={status} head={head} />
        {reason && <p className="min-w-0 text-small">{reason}</p>}
        {todo && <p className="min-w-0 text-small font-semibold">{todo}</p>}
      </div>
    </div>
  );
}

/** Done, here, broken here, or still to come. */
function stepState(index: number, place: TrackPlace): 'done' | 'here' | 'broken' | 'ahead' {
  if (index < place.at || (index === place.at && place.arrived)) return 'done';
  if (index > place.at) return 'ahead';
  return place.broken ? 'broken' : 'here';
}

const SPOKEN = { done: 'done', here: 'now', broken: 'stopped here', ahead: 'not yet' };

function Step({
  step,
  index,
  place,
  compact,
}: {
  step: string;
  index: number;
  place: TrackPlace;
  compact: boolean;
}) {
  const state = stepState(index, place);
  return (
    <li
      className={`track-step track-${state} track-tone-${place.tone}`}
      aria-current={state === 'here' || state === 'broken' ? 'step' : undefined}
    >
      <span className="track-dot">
        {!compact && state === 'done' && <Icon name="check" size="small" />}
        {!compact && state === 'broken' && (
          <Icon name={place.tone === 'over' ? 'minus' : 'cross'} size="small" />
        )}
      </span>
      <span className="track-label">
        {step}
        <span className="sr-only">, {SPOKEN[state]}</span>
      </span>
    </li>
  );
}

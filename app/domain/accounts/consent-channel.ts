// Under which place a post on a platform is asked about in a school's consent forms. What no form names, nobody can have said yes to.
import type { Place } from '#app/domain/consent/consent-vocabulary.ts';
import type { Platform } from './platforms.ts';

const PLACES: Record<Platform, Place> = {
  x: 'x',
  bluesky: 'bluesky',
  facebook: 'facebook',
  instagram: 'instagram',
  threads: 'elsewhere',
  linkedin: 'elsewhere',
  other: 'elsewhere',
};

/** The place that permission is needed for when a post goes out on `platform`. */
export const channelOf = (platform: Platform): Place => PLACES[platform];

// How long sign-ins are kept, as people are told; the deletion itself lives with the monitoring rows and a test holds
// the two together.

/** Days that {@link MONITORING_MONTHS_WORDS} promises at most. */
export const MONITORING_DAYS_TOLD = 31;

export const MONITORING_MONTHS_WORDS = 'one month';

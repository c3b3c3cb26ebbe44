// How one pupil's records are printed as a page that a family can read.
import type { PupilRecords } from '#app/domain/exports/pupil-records.ts';

/** A whole page of HTML that needs nothing but the photos beside it: no script, no address outside the archive. */
export type RecordsPage = (records: PupilRecords) => string;

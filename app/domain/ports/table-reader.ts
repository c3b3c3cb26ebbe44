// Reads a school's export into rows, apart from everything else: the file comes from outside and may be anything.
import type { ReadingChoices, TableRead } from '#app/domain/import/table.ts';

export interface TableReader {
  /**
   * The rows of a CSV or XLSX file, or why it cannot be used. Never throws because of what is in the file, and never takes more
   * than a bounded time and memory.
   */
  read(bytes: Uint8Array, choices: ReadingChoices): Promise<TableRead>;
}

// Closes whatever files and sockets came down from the parent's own parents: what a supervisor left open reaches
// every process below it. Node marks all that is its own to end at the next program; one without that mark was
// inherited, and a picture has no business with it.
import { closeSync, readFileSync, readdirSync } from 'node:fs';

const CLOSE_ON_EXEC = 0o2000000;

/** In: the highest descriptor to keep. Closes every inherited one above it; does nothing where there is no /proc. */
export function closeInherited(highestKept: number): void {
  for (const fd of openDescriptors()) if (fd > highestKept && isInherited(fd)) closeSync(fd);
}

function openDescriptors(): number[] {
  try {
    return readdirSync('/proc/self/fdinfo').map(Number);
  } catch {
    return [];
  }
}

function isInherited(fd: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1];
    return flags !== undefined && (parseInt(flags, 8) & CLOSE_ON_EXEC) === 0;
  } catch {
    return false;
  }
}

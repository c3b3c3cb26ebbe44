// Unix sockets may not have long paths, and the system cuts or refuses a longer one without saying why. We say why.

/** Bytes that fit into the kernel's address of a unix socket, without its closing zero. */
const LIMIT_BYTES = process.platform === 'linux' ? 107 : 103;

/** Errors: throws one plain line when a socket at `path` would not fit. */
export function assertSocketPathFits(path: string): void {
  const over = Buffer.byteLength(path) - LIMIT_BYTES;
  if (over > 0) {
    throw new Error(
      `The path of the data folder is ${over} bytes too long for a socket in it (${path}). ` +
        'Set GATEPOST_DATA to a shorter path.',
    );
  }
}

// A stretch of network that a test can make slow, or cut: it passes everything on to a port of this machine until told otherwise.
import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface TcpProxy {
  port: number;
  /** holds every piece of data back for so many ms, each way */
  slowBy(ms: number): void;
  /** connections stay open and nothing passes, as when a switch dies; `false`: it passes again on new connections */
  cut(isCut: boolean): void;
  close(): Promise<void>;
}

export async function tcpProxy(target: number): Promise<TcpProxy> {
  let delayMs = 0;
  let isCut = false;
  const sockets = new Set<Socket>();
  const pass = (from: Socket, to: Socket): void => {
    // Each direction keeps its order, whatever the delay is changed to meanwhile.
    let last = Promise.resolve();
    from.on('data', (data) => {
      if (isCut) return;
      const held = new Promise<void>((resolve) => setTimeout(resolve, delayMs));
      last = Promise.all([last, held]).then(() => void (isCut || to.destroyed || to.write(data)));
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      if (!isCut) to.destroy();
    });
    sockets.add(from);
  };
  const server: Server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    pass(near, far);
    pass(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    slowBy: (ms) => void (delayMs = ms),
    cut(now) {
      isCut = now;
      if (!now) for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

// Bodies with a bound: nobody can make the server hold more than it asked for, whatever length they announce.

/** A request's body went over its cap. */
export class BodyTooLarge extends Error {
  constructor(readonly mostBytes: number) {
    super(`body over ${mostBytes} bytes`);
    this.name = 'BodyTooLarge';
  }
}

/**
 * The request with a body that fails with BodyTooLarge once it has given more than `mostBytes`.
 * A length announced over the cap fails at once, before anything is read.
 */
export function withCappedBody(request: Request, mostBytes: number): Request {
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > mostBytes) throw new BodyTooLarge(mostBytes);
  if (!request.body) return request;
  let given = 0;
  const counted = request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        given += chunk.byteLength;
        if (given > mostBytes) throw new BodyTooLarge(mostBytes);
        controller.enqueue(chunk);
      },
    }),
  );
  return withBody(request, counted);
}

/** The same request around another stream. */
export function withBody(request: Request, body: ReadableStream<Uint8Array>): Request {
  const { method, headers, signal } = request;
  const init = { method, headers, body, signal, duplex: 'half' as const };
  return new Request(request.url, init);
}

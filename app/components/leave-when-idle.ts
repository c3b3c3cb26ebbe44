// Signs a person out of a shared device after ten minutes without a touch or a key, and hides the page at once when the
// device slept meanwhile.

const IDLE_MS = 10 * 60_000;
const LOOK_EVERY_MS = 5_000;
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** `signOut`: a POST to this address ends the session. Returns how to stop watching. */
export function leaveWhenIdle(signOut: string): () => void {
  let last = Date.now();
  const alive = (): void => void (last = Date.now());
  const look = (): void => {
    if (Date.now() - last < IDLE_MS) return;
    clearInterval(timer);
    const form = document.createElement('form');
    form.method = 'post';
    form.action = signOut;
    document.body.replaceChildren(form);
    form.submit();
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', look);
  for (const sign of SIGNS_OF_LIFE) document.addEventListener(sign, alive, { passive: true });
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    for (const sign of SIGNS_OF_LIFE) document.removeEventListener(sign, alive);
  };
}

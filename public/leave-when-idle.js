// On a shared device: signs out after ten minutes without a touch or a key, also when the device slept meanwhile. The mark that
// says "Shared device" is the form that signs out; where it is not, nobody is signed in.
const IDLE_MS = 10 * 60_000;
const LOOK_EVERY_MS = 5_000;

let last = Date.now();

function look() {
  const mark = document.querySelector('form[data-shared-device]');
  if (!mark || Date.now() - last < IDLE_MS) return;
  last = Date.now();
  document.querySelector('main')?.replaceChildren();
  mark.submit();
}

for (const sign of ['pointerdown', 'keydown', 'wheel', 'touchstart'])
  document.addEventListener(sign, () => (last = Date.now()), { passive: true });
document.addEventListener('visibilitychange', look);
setInterval(look, LOOK_EVERY_MS);

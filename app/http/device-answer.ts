// Who uses this device, as the person says when signing in. Nobody is kept out for not answering: unsaid, it counts as
// shared, which is the safe mistake. "Only I" is remembered on that device, so that a teacher's own phone asks once.

export const DEVICE = 'device';
export type DeviceAnswer = 'own' | 'shared';

const COOKIE = 'gatepost-device';
const YEAR_SECONDS = 365 * 86_400;

/** What this device answered before; null when it was never its person's own. */
export const rememberedDevice = (request: Request): 'own' | null =>
  (request.headers.get('cookie') ?? '').split(/;\s*/).includes(`${COOKIE}=own`) ? 'own' : null;

/** What the sign-in form says of the device. */
export const deviceIn = (form: FormData): DeviceAnswer => (form.get(DEVICE) === 'own' ? 'own' : 'shared');

/** The `Set-Cookie` that remembers a device of one's own, or forgets that it was one. */
export function deviceCookie(answer: DeviceAnswer, secure: boolean): string {
  const kept = answer === 'own' ? `own; Max-Age=${YEAR_SECONDS}` : 'none; Max-Age=0';
  return `${COOKIE}=${kept}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

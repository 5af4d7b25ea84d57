import { signal, computed } from '@preact/signals';

const VISIT = 'visit';

/** Which cookie this tab means: that of one's own session, or that of a visit. Other tabs mean their own. */
export const mode = signal(sessionStorage.getItem(VISIT) ? 'visit' : 'session');

/** Who is signed in: undefined while that is unknown, null for nobody. */
export const me = signal(undefined);

/** The visit that this tab is on. */
export const visit = signal(null);

export const permissions = computed(() => new Set(me.value?.permissions ?? []));
export const can = permission => !permission || permissions.value.has(permission);
export const isOperator = computed(() => me.value?.tenant.slug === 'platform');

export function setMode(next) {
  mode.value = next;
  if (next === 'visit') sessionStorage.setItem(VISIT, '1');
  else sessionStorage.removeItem(VISIT);
}

/** What is left to do when the server no longer knows the session: back to one's own, or to the sign-in. */
export function signedOut() {
  if (mode.value === 'visit') {
    setMode('session');
    visit.value = null;
    me.value = undefined;
    dispatchEvent(new Event('visit-over'));
  } else me.value = null;
}

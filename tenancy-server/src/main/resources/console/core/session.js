import { api } from './api.js';
import { me, mode, setMode, visit } from './state.js';
import { go } from './router.js';
import { toast } from './toasts.js';

const READING = ['tenant:read', 'user:read', 'session:read', 'role:read', 'group:read', 'setting:read', 'security:read',
  'service_account:read', 'audit:read', 'flag:read', 'subscription:read', 'usage:read', 'invoice:read', 'webhook:read'];
const WRITING = ['user:write', 'setting:write'];

/** A visitor is no user of the tenant; what they may do follows from the visit, and the server decides anyway. */
async function visitor() {
  const [current, tenant] = await Promise.all([api.get('/v1/me/visit'), api.get('/v1/tenant')]);
  visit.value = current;
  const permissions = current.access === 'write' ? [...READING, ...WRITING] : READING;
  return { user: { id: current.operator, email: current.email, name: current.email, roles: [] }, tenant, permissions };
}

/** Finds out who is signed in. */
export async function load() {
  try {
    const known = await api.session('GET', '');
    me.value = !known.signedIn ? null : await (mode.value === 'visit' ? visitor() : api.get('/v1/me'));
  } catch (problem) {
    if (mode.value === 'visit') { setMode('session'); visit.value = null; return load(); }
    if (problem.status !== 401) toast(problem.message, 'bad');
    me.value = null;
  }
}

export async function signOut() {
  try {
    await api.session('DELETE', '');
  } catch (problem) {
    toast(problem.message, 'bad');
    return;
  }
  setMode('session');
  visit.value = null;
  me.value = null;
  go('/sign-in', { replace: true });
}

/** Enters a tenant to help, in this tab, and opens a page of it. */
export async function enter(tenant, wanted, page = '/') {
  await api.post('/console/session/visits/' + tenant, wanted);
  setMode('visit');
  me.value = undefined;
  go(page);
  await load();
}

/** Ends the visit, and goes back to one's own session. */
export async function leave() {
  await api.session('DELETE', '/visits').catch(problem => toast(problem.message, 'bad'));
  setMode('session');
  visit.value = null;
  me.value = undefined;
  go('/tenants');
  await load();
}

addEventListener('visit-over', () => { toast('The visit is over.'); go('/tenants'); load(); });

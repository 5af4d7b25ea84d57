import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { toast } from '../../core/toasts.js';
import { can } from '../../core/state.js';
import { go } from '../../core/router.js';
import { Confirm } from '../../components/dialog.js';
import { DangerRow } from '../../components/page.js';
import { Empty } from '../../components/states.js';

/** What can be done with a tenant in a state. Its short name has to be typed: each step concerns everybody in it. */
const STEPS = [
  { id: 'resume', on: ['suspended', 'read_only'], title: 'Resume', action: 'Resume', kind: 'primary', done: 'is active again',
    text: 'Everything works again, for everybody in it.' },
  { id: 'read-only', on: ['active'], title: 'Make read-only', action: 'Make read-only', done: 'is read-only',
    text: 'People sign in and read; nothing can be changed.' },
  { id: 'suspend', on: ['active', 'read_only'], title: 'Suspend', action: 'Suspend', bad: true, done: 'is suspended',
    text: 'Sign-ins and requests are refused within two seconds. The data stays.' },
  { id: 'restore', on: ['deleting'], title: 'Restore', action: 'Restore', kind: 'primary', done: 'is restored',
    text: 'The tenant is as it was before it was deleted.' },
  { id: 'delete', on: ['active', 'read_only', 'suspended'], title: 'Delete', action: 'Delete', bad: true, done: 'is deleted',
    text: 'It is closed at once, and can be restored until its grace is over. Then its data is erased.' },
  { id: 'purge', on: ['deleting'], title: 'Erase now', action: 'Erase for good', bad: true, done: 'is being erased',
    text: 'The data is erased now. There is no way back.' },
];

const run = (step, tenant) => {
  const path = '/v1/tenants/' + tenant.id;
  if (step.id === 'delete') return api.remove(path, tenant);
  return api.post(`${path}/${step.id}`, step.id === 'purge' ? { slug: tenant.slug } : undefined);
};

export function Lifecycle({ tenant, reload }) {
  const [asked, setAsked] = useState(null);
  const [inviting, setInviting] = useState(false);
  if (tenant.slug === 'platform') return html`<${Empty} icon="lock" title="This is the platform itself" text="It can neither be suspended nor deleted."/>`;
  if (!can('platform:write_tenants')) return html`<${Empty} icon="lock" title="Not allowed" text="You may see tenants, and not change them."/>`;
  const steps = STEPS.filter(step => step.on.includes(tenant.status));
  if (!steps.length) return html`<${Empty} icon="clock" title="Something is under way" text="There is nothing to do until it is done."/>`;
  const invite = () => api.post(`/v1/tenants/${tenant.id}/owner-invitation`)
    .then(user => toast(`An invitation to ${user.email} is on its way`));
  return html`<div class="narrow stack"><section class="card form">
      <${DangerRow} title="Invite the owner again" text="For an owner who has not accepted yet. The older invitation is void.">
        <button type="button" class="btn" onClick=${() => setInviting(true)}>Invite</button><//></section>
    <section class="card form danger"><h2>State</h2>${steps.map(step => html`
      <${DangerRow} key=${step.id} title=${step.title} text=${step.text}>
        <button type="button" class=${`btn ${step.bad ? 'bad' : ''}`} onClick=${() => setAsked(step)}>${step.action}</button><//>`)}</section>
    ${inviting ? html`<${Confirm} title="Invite the owner again" action="Send an invitation" kind="primary" act=${invite} onClose=${() => setInviting(false)}>
      <p>It is for an owner who has not accepted yet. The older invitation is void at once.</p><//>` : null}
    ${asked ? html`<${Confirm} title=${`${asked.title}: ${tenant.name}`} word=${tenant.slug} action=${asked.action}
      kind=${asked.bad ? 'danger' : 'primary'} done=${`${tenant.name} ${asked.done}`} onClose=${() => setAsked(null)}
      act=${async () => { await run(asked, tenant); asked.id === 'purge' ? go('/tenants') : reload(); }}><p>${asked.text}</p><//>` : null}</div>`;
}

import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useShortList } from '../../core/data.js';
import { toast } from '../../core/toasts.js';
import { me } from '../../core/state.js';
import { sessionColumns, sessionTexts } from '../../components/sessions.js';
import { Facts, Head } from '../../components/page.js';
import { Badge } from '../../components/marks.js';
import { Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';
import { Address } from './address.js';
import { OwnData } from './data.js';
import { Passkeys } from './passkeys.js';
import { Password } from './password.js';
import { SecondFactor } from './second-factor.js';

function Sessions() {
  const [search, setSearch] = useState('');
  const list = useShortList('/v1/me/sessions', search, sessionTexts, { isWhole: true });
  const end = session => api.remove('/v1/me/sessions/' + session.id).then(
    () => { toast('The session has ended'); list.reload(); }, problem => toast(problem.message, 'bad'));
  const endOthers = () => api.remove('/v1/me/sessions').then(
    () => { toast('All other sessions have ended'); list.reload(); }, problem => toast(problem.message, 'bad'));
  return html`<${Table} list=${list} columns=${sessionColumns(end)} caption="Your sessions" empty=${{ icon: 'laptop', title: search ? 'No session matches' : 'No sessions' }}
    tools=${html`<h2>Your sessions</h2><div class="tools-end"><${Search} label="Device or address" value=${search} onInput=${setSearch}/>
      ${list.data?.length > 1 ? html`<button type="button" class="btn sm" onClick=${endOthers}>End all others</button>` : null}</div>`}/>`;
}

export default function Profile() {
  const { user, tenant } = me.value;
  return html`<${Head} title="Your profile">${user.email}<//>
    <div class="stack"><div class="halves">
      <div class="stack"><${Facts} title="Account" facts=${[
        ['Name', html`<span dir="auto">${user.name}</span>`],
        ['Organisation', html`<span dir="auto">${tenant.name}</span>`],
        ['Roles', html`<span class="badges">${user.roles.map(role => html`<${Badge} key=${role}>${role}<//>`)}</span>`],
        ['Last sign-in', html`<${Time} value=${user.lastLoginAt}/>`]]}/><${Address} user=${user}/><${Password} user=${user} tenant=${tenant}/></div>
      <div class="stack"><${SecondFactor}/><${Passkeys}/><${OwnData}/></div></div>
      <${Sessions}/></div>`;
}

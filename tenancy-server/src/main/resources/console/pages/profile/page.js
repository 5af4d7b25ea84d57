import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useShortList } from '../../core/data.js';
import { me } from '../../core/state.js';
import { EndSession, sessionColumns, sessionTexts } from '../../components/sessions.js';
import { Confirm } from '../../components/dialog.js';
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
  const [ending, setEnding] = useState(null);
  const close = () => setEnding(null);
  return html`<${Table} list=${list} columns=${sessionColumns(setEnding)} caption="Your sessions" empty=${{ icon: 'laptop', title: search ? 'No session matches' : 'No sessions' }}
    tools=${html`<h2>Your sessions</h2><div class="tools-end"><${Search} label="Device or address" value=${search} onInput=${setSearch}/>
      ${list.known.length > 1 ? html`<button type="button" class="btn sm" onClick=${() => setEnding('others')}>End all others</button>` : null}</div>`}/>
    ${ending === 'others' ? html`<${Confirm} title="End all other sessions" action="End them" onClose=${close} done="All other sessions have ended"
      act=${() => api.remove('/v1/me/sessions').then(list.reload)}><p>You stay signed in here, and have to sign in again everywhere else.</p><//>` : null}
    ${ending && ending !== 'others' ? html`<${EndSession} session=${ending} path="/v1/me/sessions" list=${list} onClose=${close}/>` : null}`;
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

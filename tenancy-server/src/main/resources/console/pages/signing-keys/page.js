import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useShortList } from '../../core/data.js';
import { can } from '../../core/state.js';
import { Copy } from '../../components/copy.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Status } from '../../components/marks.js';
import { Head } from '../../components/page.js';
import { Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';

const columns = revoke => [
  { head: 'Key', cell: key => html`<${Copy} value=${key.kid} label="Key ID"/>` },
  { head: 'Algorithm', muted: true, cell: key => key.algorithm },
  { head: 'State', cell: key => html`<${Status} value=${key.state}/>` },
  { head: 'Since', muted: true, cell: key => html`<${Time} value=${key.since}/>` },
  { head: 'Until', muted: true, cell: key => html`<${Time} value=${key.until} never="–"/>` },
  { head: 'Actions', quiet: true, end: true, cell: key => can('platform:write_keys') ? html`
    <button type="button" class="btn sm bad" onClick=${() => revoke(key)}>Revoke</button>` : null },
];

export default function SigningKeys() {
  const [search, setSearch] = useState('');
  const list = useShortList('/v1/keys', search, key => [key.kid, key.algorithm, key.state], { isWhole: true });
  const [asked, setAsked] = useState(null);
  const close = () => setAsked(null);
  return html`<${Head} title="Signing keys" actions=${can('platform:write_keys') ? html`
      <button type="button" class="btn" onClick=${() => setAsked('rotate')}><${Icon} name="refresh-cw" size=${16}/>Rotate now</button>` : null}>
      The keys that sign access tokens. They rotate by themselves.<//>
    <${Table} list=${list} columns=${columns(setAsked)} caption="Signing keys" rowKey=${key => key.kid}
      tools=${html`<${Search} label="Key ID, algorithm or state" value=${search} onInput=${setSearch}/>`}
      empty=${{ icon: 'key-round', title: search ? 'No key matches' : 'No keys' }}/>
    ${asked === 'rotate' ? html`<${Confirm} title="Rotate the signing keys" action="Rotate" kind="primary" done="The keys are rotated" onClose=${close}
      act=${() => api.post('/v1/keys/rotate').then(list.reload)}><p>The next key signs from now on. Tokens of the present one stay good until they end.</p><//>` : null}
    ${asked?.kid ? html`<${Confirm} title="Revoke a signing key" word=${asked.kid} action="Revoke" done="The key is revoked" onClose=${close}
      act=${() => api.post(`/v1/keys/${asked.kid}/revoke`).then(list.reload)}><p>Every token that it has signed is refused at once.
        Do this when the key may be known to others.</p><//>` : null}`;
}

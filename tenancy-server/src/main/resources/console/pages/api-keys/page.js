import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useWholeList } from '../../core/data.js';
import { Id } from '../../components/copy.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Badge, Status } from '../../components/marks.js';
import { Menu } from '../../components/menu.js';
import { Head } from '../../components/page.js';
import { Table } from '../../components/table.js';
import { Time } from '../../components/time.js';
import { NewKey, Rotate } from './forms.js';
import { Secret } from './secret.js';

const isOver = key => Boolean(key.revokedAt) || new Date(key.expiresAt) < new Date();

const columns = (rotate, revoke) => [
  { head: 'Name', cell: key => html`<b dir="auto">${key.name}</b>` },
  { head: 'Key', cell: key => html`<${Id} value=${key.id} label="Key ID"/>` },
  { head: 'Permissions', cell: key => html`<span class="badges">${key.scopes.slice(0, 3).map(scope => html`<${Badge} key=${scope}>${scope}<//>`)}
    ${key.scopes.length > 3 ? html`<span class="muted" title=${key.scopes.join(', ')}>and ${key.scopes.length - 3} more</span>` : null}</span>` },
  { head: 'Status', cell: key => html`<${Status} value=${key.revokedAt ? 'disabled' : isOver(key) ? 'suspended' : 'active'}
    label=${key.revokedAt ? 'Revoked' : isOver(key) ? 'Expired' : 'Active'}/>` },
  { head: 'Last used', muted: true, cell: key => html`<${Time} value=${key.lastUsedAt}/>` },
  { head: 'Ends', muted: true, cell: key => html`<${Time} value=${key.expiresAt}/>` },
  { head: 'Actions', quiet: true, end: true, cell: key => isOver(key) ? null : html`<${Menu} label=${`Actions for ${key.name}`} items=${[
    { label: 'Rotate', icon: 'refresh-cw', act: () => rotate(key) }, { label: 'Revoke', icon: 'ban', bad: true, act: () => revoke(key) }]}/>` },
];

export default function ApiKeys() {
  const list = useWholeList('/v1/me/api-keys');
  const [open, setOpen] = useState(null);
  const [issued, setIssued] = useState(null);
  const close = () => setOpen(null);
  const made = key => { setOpen(null); setIssued(key); list.reload(); };
  return html`<${Head} title="API keys" actions=${html`<button type="button" class="btn primary" onClick=${() => setOpen({ what: 'new' })}>
      <${Icon} name="plus" size=${16}/>New key</button>`}>Keys with which your programs act for you, with a part of what you may do.<//>
    <${Table} list=${list} columns=${columns(key => setOpen({ what: 'rotate', key }), key => setOpen({ what: 'revoke', key }))} caption="API keys"
      empty=${{ icon: 'key-round', title: 'No keys yet', text: 'Make one for a program that uses the API.' }}/>
    ${open?.what === 'new' ? html`<${NewKey} onClose=${close} done=${made}/>` : null}
    ${open?.what === 'rotate' ? html`<${Rotate} of=${open.key} onClose=${close} done=${made}/>` : null}
    ${open?.what === 'revoke' ? html`<${Confirm} title=${`Revoke ${open.key.name}`} action="Revoke" done="The key is revoked" onClose=${close}
      act=${() => api.remove('/v1/me/api-keys/' + open.key.id).then(list.reload)}><p>Programs that use it are refused at once. There is no way back.</p><//>` : null}
    ${issued ? html`<${Secret} of=${issued} onClose=${() => setIssued(null)}/>` : null}`;
}

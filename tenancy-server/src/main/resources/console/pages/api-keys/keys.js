import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useShortList } from '../../core/data.js';
import { here, setQuery } from '../../core/router.js';
import { Id } from '../../components/copy.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Badge, Status } from '../../components/marks.js';
import { Menu } from '../../components/menu.js';
import { Search, Table } from '../../components/table.js';
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
  ...(revoke ? [{ head: 'Actions', quiet: true, end: true, cell: key => isOver(key) ? null : html`<${Menu} label=${`Actions for ${key.name}`} items=${[
    rotate && { label: 'Rotate', icon: 'refresh-cw', act: () => rotate(key) }, { label: 'Revoke', icon: 'ban', bad: true, act: () => revoke(key) }]}/>` }] : []),
];

/**
 * The keys below a path of the API: one's own, those of a service account, or those of a user. may: whether they can be
 * made, replaced and revoked; revokes: whether they can be revoked alone.
 */
export function Keys({ path, may, revokes = may, title, open, setOpen }) {
  const { search = '' } = here.value.query;
  const list = useShortList(path, search, key => [key.name, key.id], { isWhole: true });
  const [own, setOwn] = useState(null);
  const [issued, setIssued] = useState(null);
  const [now, set] = setOpen ? [open, setOpen] : [own, setOwn];
  const close = () => set(null);
  const made = key => { close(); setIssued(key); list.reload(); };
  const ask = what => key => set({ what, key });
  return html`<${Table} list=${list} columns=${columns(may && ask('rotate'), revokes && ask('revoke'))} caption=${title}
      tools=${html`${setOpen ? null : html`<h2>${title}</h2>`}<${Search} label="Name or ID contains" value=${search}
          onInput=${text => setQuery({ search: text })}/>${may && !setOpen ? html`<button type="button" class="btn sm" onClick=${() => set({ what: 'new' })}>
        <${Icon} name="plus" size=${15}/>New key</button>` : null}`}
      empty=${search ? { icon: 'search', title: 'No keys match', text: 'Try another name.' } : { icon: 'key-round', title: 'No keys yet', text: may ? 'Make one for a program that uses the API.' : '' }}/>
    ${now?.what === 'new' ? html`<${NewKey} path=${path} onClose=${close} done=${made}/>` : null}
    ${now?.what === 'rotate' ? html`<${Rotate} path=${path} of=${now.key} onClose=${close} done=${made}/>` : null}
    ${now?.what === 'revoke' ? html`<${Confirm} title=${`Revoke ${now.key.name}`} action="Revoke" done="The key is revoked" onClose=${close}
      act=${() => api.remove(`${path}/${now.key.id}`).then(list.reload)}><p>Programs that use it are refused at once. There is no way back.</p><//>` : null}
    ${issued ? html`<${Secret} of=${issued} onClose=${() => setIssued(null)}/>` : null}`;
}

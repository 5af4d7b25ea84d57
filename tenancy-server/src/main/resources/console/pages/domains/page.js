import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useShortList } from '../../core/data.js';
import { here, setQuery } from '../../core/router.js';
import { toast } from '../../core/toasts.js';
import { can } from '../../core/state.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Status } from '../../components/marks.js';
import { Head } from '../../components/page.js';
import { Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';
import { NewDomain } from './form.js';
import { Proof } from './proof.js';

const State = ({ domain }) => domain.missedAt
  ? html`<${Status} value="failed" label="Proof not seen"/><small class="block muted">since <${Time} value=${domain.missedAt}/></small>`
  : html`<${Status} value=${domain.status === 'verified' ? 'ok' : 'read_only'} label=${domain.status === 'verified' ? 'Verified' : 'Proof needed'}/>`;

const columns = (prove, remove, may) => [
  { head: 'Domain', cell: domain => html`<span class="iso"><${Icon} name="globe" size=${16}/><b class="name">${domain.name}</b></span>` },
  { head: 'State', cell: domain => html`<${State} domain=${domain}/>` },
  { head: 'Added', muted: true, cell: domain => html`<${Time} value=${domain.createdAt}/>` },
  { head: 'Verified', muted: true, cell: domain => html`<${Time} value=${domain.verifiedAt} never="Not yet"/>` },
  { head: 'Actions', quiet: true, end: true, cell: domain => html`<span class="row-actions"><button type="button" class="btn sm" onClick=${() => prove(domain)}>
    ${domain.status === 'verified' && !domain.missedAt ? 'Show the record' : 'Prove'}</button>
    ${may ? html`<button type="button" class="btn sm bad" aria-label=${`Give up ${domain.name}`} onClick=${() => remove(domain)}>Give up</button>` : null}</span>` },
];

export default function Domains() {
  const { search = '' } = here.value.query;
  const list = useShortList('/v1/domains', search, domain => [domain.name], { isWhole: true });
  const [open, setOpen] = useState(null);
  const close = () => setOpen(null);
  const may = can('domain:write');
  const proven = () => { close(); toast('The domain is verified'); list.reload(); };
  return html`<${Head} title="Domains" actions=${may ? html`<button type="button" class="btn primary" onClick=${() => setOpen({ what: 'new' })}>
      <${Icon} name="plus" size=${16}/>Add domain</button>` : null}>Addresses of your own where your people sign in, with your look.<//>
    <${Table} list=${list} columns=${columns(domain => setOpen({ what: 'prove', domain }), domain => setOpen({ what: 'remove', domain }), may)} caption="Domains"
      tools=${html`<${Search} label="Domain contains" value=${search} onInput=${text => setQuery({ search: text })}/>`}
      empty=${search ? { icon: 'search', title: 'No domains match', text: 'Try another name.' }
        : { icon: 'globe', title: 'No domains yet', text: 'Add one that you own. A TXT record in DNS proves that it is yours.' }}/>
    ${open?.what === 'new' ? html`<${NewDomain} onClose=${close} done=${domain => { list.reload(); setOpen({ what: 'prove', domain }); }}/>` : null}
    ${open?.what === 'prove' ? html`<${Proof} domain=${open.domain} may=${may} onClose=${close} done=${proven}/>` : null}
    ${open?.what === 'remove' ? html`<${Confirm} title=${`Give up ${open.domain.name}`} word=${open.domain.name} action="Give up" done="The domain is given up" onClose=${close}
      act=${() => api.remove('/v1/domains/' + open.domain.id, open.domain).then(list.reload)}>
      <p>Nobody can sign in there any more, and links in mails lead to the address of the deployment.</p><//>` : null}`;
}

import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useList, useSearch } from '../../core/data.js';
import { link } from '../../core/place.js';
import { can } from '../../core/state.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Named } from '../../components/marks.js';
import { Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';
import { AddMember } from './add.js';

const columns = remove => [
  { head: 'Member', cell: member => html`<${Named} name=${member.name} detail=${member.email} href=${link('/users/' + member.user)}/>` },
  { head: 'Since', muted: true, cell: member => html`<${Time} value=${member.addedAt}/>` },
  { head: 'Actions', quiet: true, end: true, cell: member => remove ? html`
    <button type="button" class="btn sm" aria-label=${`Take ${member.name} out`} onClick=${() => remove(member)}>Take out</button>` : null },
];

export function Members({ group }) {
  const path = `/v1/groups/${group.id}/members`;
  const search = useSearch();
  const list = useList(path, { search: search.wanted });
  const [open, setOpen] = useState(null);
  const may = can('group:write') && can('role:assign');
  const close = () => setOpen(null);
  return html`<${Table} list=${list} columns=${columns(may && setOpen)} caption="Members" rowKey=${member => member.user}
      tools=${html`<${Search} label="Name or email begins with" value=${search.text} onInput=${search.type}/>${may ? html`<button type="button" class="btn sm" onClick=${() => setOpen('add')}><${Icon} name="user-plus" size=${15}/>Add</button>` : null}`}
      empty=${search.wanted ? { icon: 'search', title: 'No member matches', text: 'Try another name.' }
        : { icon: 'users', title: 'Nobody is in it yet', text: 'Who is added has its roles within two seconds.' }}/>
    ${open === 'add' ? html`<${AddMember} path=${path} group=${group} onClose=${close} done=${list.reload}/>` : null}
    ${open?.user ? html`<${Confirm} title=${`Take ${open.name} out of ${group.name}`} action="Take out" done=${`${open.name} is not in the group any more`} onClose=${close}
      act=${() => api.remove(`${path}/${open.user}`).then(list.reload)}><p>They lose the roles of the group within two seconds.</p><//>` : null}`;
}

import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { useShortList } from '../../core/data.js';
import { go, here, setQuery } from '../../core/router.js';
import { link } from '../../core/place.js';
import { can } from '../../core/state.js';
import { Icon } from '../../components/icon.js';
import { Badge, Named } from '../../components/marks.js';
import { Head } from '../../components/page.js';
import { Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';
import { GroupForm } from './form.js';

const COLUMNS = [
  { head: 'Group', cell: group => html`<${Named} name=${group.name} detail=${group.description} href=${link('/groups/' + group.id)}/>` },
  { head: 'Roles', cell: group => group.roles.length
    ? html`<span class="badges">${group.roles.map(role => html`<${Badge} key=${role}>${role}<//>`)}</span>` : html`<span class="muted">None</span>` },
  { head: 'Created', muted: true, cell: group => html`<${Time} value=${group.createdAt}/>` },
];

export default function Groups() {
  const { search = '' } = here.value.query;
  const list = useShortList('/v1/groups', search, group => [group.name, group.description]);
  const [making, setMaking] = useState(false);
  return html`<${Head} title="Groups" actions=${can('group:write') ? html`<button type="button" class="btn primary" onClick=${() => setMaking(true)}>
      <${Icon} name="plus" size=${16}/>New group</button>` : null}>People who have the same roles, as long as they are in it.<//>
    <${Table} list=${list} columns=${COLUMNS} caption="Groups"
      tools=${html`<${Search} label="Name or description contains" value=${search} onInput=${text => setQuery({ search: text })}/>`}
      empty=${search ? { icon: 'search', title: 'No groups match', text: 'Try another name.' }
        : { icon: 'users', title: 'No groups yet', text: 'Make one to give several people the same roles.' }}/>
    ${making ? html`<${GroupForm} group=${{}} onClose=${() => setMaking(false)} done=${group => go('/groups/' + group.id)}/>` : null}`;
}

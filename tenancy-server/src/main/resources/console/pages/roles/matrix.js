import { html } from '../../core/html.js';
import { capital } from '../../core/format.js';
import { Icon } from '../../components/icon.js';
import { Empty } from '../../components/states.js';

/** Permissions by what they are about: what stands before the colon. */
export function grouped(permissions) {
  const groups = new Map();
  permissions.forEach(one => {
    const group = one.permission.split(':')[0];
    groups.set(group, [...(groups.get(group) ?? []), one]);
  });
  return [...groups];
}

const Cell = ({ has }) => has
  ? html`<span class="tick"><${Icon} name="check" size=${15}/><span class="sr">Allowed</span></span>`
  : html`<span class="faint" aria-hidden="true">–</span><span class="sr">Not allowed</span>`;

/** What each role allows; tools stands above it. */
export const Matrix = ({ roles, permissions, tools }) => html`<section class="card table-card" aria-label="Permissions by role"><div class="toolbar">${tools}</div>
  ${permissions.length && roles.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="Permissions by role, scrollable"><table class="matrix">
    <caption class="sr">Permissions by role</caption>
    <thead><tr><th scope="col">Permission</th>${roles.map(role => html`<th scope="col" class="mid" key=${role.id} title=${role.description}>${role.name}</th>`)}</tr></thead>
    ${grouped(permissions).map(([group, some]) => html`<tbody key=${group}>
      <tr class="group"><th colspan=${roles.length + 1} scope="rowgroup">${capital(group)}</th></tr>
      ${some.map(one => html`<tr key=${one.permission}><th scope="row"><code>${one.permission}</code><small class="muted">${one.meaning}</small></th>
        ${roles.map(role => html`<td class="mid" key=${role.id}><${Cell} has=${role.permissions.includes(one.permission)}/></td>`)}</tr>`)}</tbody>`)}
  </table></div>` : html`<${Empty} title="No permission or role matches"/>`}</section>`;

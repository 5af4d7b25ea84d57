import { html } from '../../core/html.js';
import { can } from '../../core/state.js';
import { Archive } from '../../components/archive.js';
import { Crumbs, Head } from '../../components/page.js';

/** An export that somebody has asked for, of the organisation, of a person or of themselves. */
export default function Export({ id }) {
  const back = can('tenant:export') ? ['Data', '/data'] : ['Profile', '/profile'];
  return html`<${Crumbs} steps=${[back]} here="Export"/>
    <${Head} title="Export">A ZIP file with a manifest and rows as lines of JSON.<//>
    <${Archive} path=${'/v1/exports/' + id} cancel=${can('job:write') && `/v1/jobs/${id}/cancel`}/>`;
}

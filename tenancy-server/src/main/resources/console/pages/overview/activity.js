import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { link } from '../../core/place.js';
import { can } from '../../core/state.js';
import { Badge } from '../../components/marks.js';
import { Loaded } from '../../components/states.js';
import { Time } from '../../components/time.js';
import { actorName } from '../audit/actors.js';

const Entries = () => {
  const known = useData(() => api.get('/v1/audit', { limit: 8, include: 'names' }));
  return html`<section class="card below-cards"><div class="card-head"><h2>Recent activity</h2><a class="link" href=${link('/audit')}>View audit log</a></div>
    <${Loaded} of=${known}>${page => html`<ol class="timeline">${page.items.map(entry => html`<li key=${entry.id}>
      <${Badge}><bdi>${actorName(entry)}</bdi><//><div><code>${entry.action}</code></div><${Time} value=${entry.at}/></li>`)}</ol>`}<//></section>`;
};

export const Activity = () => can('audit:read') ? html`<${Entries}/>` : null;

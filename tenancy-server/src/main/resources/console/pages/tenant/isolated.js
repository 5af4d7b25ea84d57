import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { number } from '../../core/format.js';
import { link } from '../../core/place.js';
import { Isolation, Status } from '../../components/marks.js';
import { Facts } from '../../components/page.js';
import { Loaded } from '../../components/states.js';
import { Findings } from './findings.js';

const PLACES = {
  shared: 'Rows beside those of other tenants, in the tables of the store.',
  schema: 'A schema of its own, in the database of the store.',
  database: 'A database of its own, on the server of the store.',
};

const FENCES = {
  shared: ['Row-level security on every table', 'Every query names the tenant'],
  schema: ['A schema of its own', 'Row-level security on every table', 'Every query names the tenant'],
  database: ['A database of its own', 'Row-level security on every table', 'Every query names the tenant'],
};

const Check = ({ is, yes, no }) => html`<${Status} value=${is ? 'ok' : 'failed'} label=${is ? yes : no}/>`;

const Fences = ({ isolation }) => html`<section class="card"><div class="card-head"><h2>What keeps it apart</h2><${Isolation} value=${isolation}/></div>
  <ol class="fences">${FENCES[isolation].map(fence => html`<li key=${fence}>${fence}</li>`)}</ol></section>`;

/** Where the data of a tenant are, what keeps them from others, and whether that was found to hold. */
export function Isolated({ tenant }) {
  const known = useData(() => api.get('/v1/stores/' + encodeURIComponent(tenant.store)), [tenant.store]);
  const isShared = tenant.isolation === 'shared';
  return html`<div class="stack"><${Findings} tenant=${tenant}/><div class="halves"><div class="stack"><${Facts} title="Placement" facts=${[
      ['Isolation', html`<${Isolation} value=${tenant.isolation}/>`],
      ['Store', html`<a class="link" href=${link('/stores')}>${tenant.store}</a>`], ['Region', tenant.region],
      ['Tables', html`<${Status} value=${tenant.tables === 'current' ? 'ok' : 'provisioning'} label=${tenant.tables === 'current' ? 'Up to date' : 'Behind this release'}/>`],
      isShared ? ['Migrated', 'With the store, before it is served'] : ['Migrated', html`<a class="link" href=${link('/migrations')}>With the fleet</a>`]]}/>
    <p class="muted">${PLACES[tenant.isolation]}</p></div>
    <div class="stack"><${Fences} isolation=${tenant.isolation}/>
    <${Loaded} of=${known} lines=${3}>${store => html`<${Facts} title="Checks of the store" facts=${[
      ['Reached, and safe to serve', html`<${Check} is=${store.served} yes="Yes" no="No: it is not served"/>`],
      ['Takes new tenants', html`<${Status} value=${store.full ? 'read_only' : 'ok'} label=${store.full ? 'Full' : 'Yes'}/>`],
      ['Tenants on it', number(store.tenants)]]}/>`}<//></div></div></div>`;
}

import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { number } from '../../core/format.js';
import { can } from '../../core/state.js';
import { Id } from '../../components/copy.js';
import { Badge, Isolation, Status } from '../../components/marks.js';
import { Facts } from '../../components/page.js';
import { Loaded } from '../../components/states.js';
import { Time } from '../../components/time.js';

const perMinute = value => value ? `${number(value)} a minute` : 'No limit';

/** What a tenant is: its plan, its place, and its limits. */
export function Organisation() {
  const tenant = useData(() => api.get('/v1/tenant'));
  const rates = useData(() => can('setting:read') ? api.get('/v1/tenant/rates') : Promise.resolve(null));
  return html`<${Loaded} of=${tenant}>${own => html`<div class="halves">
    <${Facts} title="Organisation" aside=${html`<${Badge} kind=${'plan-' + own.plan}>${own.plan}<//>`} facts=${[
      ['Status', html`<${Status} value=${own.status}/>`], ['Short name', html`<code>${own.slug}</code>`],
      ['Isolation', html`<${Isolation} value=${own.isolation}/>`], ['Region', own.region],
      ['Contact', html`<span dir="auto">${own.contact.name}</span>`], ['Since', html`<${Time} value=${own.createdAt}/>`],
      ['Tenant ID', html`<${Id} value=${own.id} label="Tenant ID"/>`]]}/>
    ${rates.data ? html`<${Facts} title="Limits" facts=${[['All requests', perMinute(rates.data.tenant)], ['Each user', perMinute(rates.data.user)],
      ['Each API key', perMinute(rates.data.apiKey)], ['At the same time', rates.data.concurrent ? number(rates.data.concurrent) : 'No limit']]}/>` : null}</div>`}<//>`;
}

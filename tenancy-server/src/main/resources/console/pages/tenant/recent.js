import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData, useWholeList } from '../../core/data.js';
import { number } from '../../core/format.js';
import { Chart } from '../../components/chart.js';
import { Loaded } from '../../components/states.js';
import { Limits } from '../usage/limits.js';
import { pointsOf, timeOf } from '../usage/range.js';

/** The requests of late. */
export function Requests({ tenant }) {
  const path = `/v1/tenants/${tenant.id}/usage`;
  const report = useData(() => api.get(path, { meter: 'api_requests', ...timeOf('days'), step: 'day' }), [path]);
  return html`<section class="card"><div class="card-head"><div><h2>API requests</h2>
      <p class="muted">In the last 30 days of UTC${report.data ? html`: <b>${number(report.data.total ?? 0)}</b>` : null}.</p></div></div>
    <${Loaded} of=${report} lines=${6}>${usage => html`<${Chart} points=${pointsOf(usage)} title="API requests by the day" unit="requests"/>`}<//></section>`;
}

/** How much is taken of what is counted; only: of these entitlements. */
export function Taken({ tenant, only }) {
  const list = useWholeList(`/v1/tenants/${tenant.id}/entitlements`);
  const shown = list.items.filter(one => one.used !== undefined && (only?.includes(one.entitlement) ?? true));
  return html`<${Loaded} of=${list} lines=${6}>${() => only && !shown.length ? null : html`<${Limits} entitlements=${shown}/>`}<//>`;
}

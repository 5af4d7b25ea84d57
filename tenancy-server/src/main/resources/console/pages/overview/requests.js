import { html } from '../../core/html.js';
import { byDay, number, sum } from '../../core/format.js';
import { Chart } from '../../components/chart.js';
import { Loaded } from '../../components/states.js';

const points = usage => byDay(usage).map(([label, value]) => ({ label, value }));

/** The requests of all tenants, by the day. */
export const Requests = ({ known }) => html`<section class="card"><div class="card-head"><div><h2>Requests</h2><p class="muted">Of all tenants, in the last 30 days of UTC${known.data
      ? html`: <b>${number(sum(known.data.requests))}</b>` : null}.</p></div></div>
    <${Loaded} of=${known} lines=${6}>${usage => html`<${Chart} points=${points(usage)} title="Requests by the day" unit="requests"/>`}<//></section>`;

import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { download, number } from '../../core/format.js';
import { here, setQuery } from '../../core/router.js';
import { toast } from '../../core/toasts.js';
import { Chart } from '../../components/chart.js';
import { Icon } from '../../components/icon.js';
import { named } from '../../components/plan.js';
import { Empty, Loaded } from '../../components/states.js';
import { Choice, Pick } from '../../components/table.js';
import { pointsOf, RANGES, timeOf } from './range.js';

const HOW = { sum: 'Sum', count: 'Count', max: 'Highest', unique: 'Different ones', last: 'Last', latest: 'Last' };
const unitOf = meter => meter.name.endsWith('_requests') ? 'requests' : named(meter.name).toLowerCase();

/** The limit that a step can be compared with: that of a plan by the day for days, and by the month for months. */
const limitOf = (meter, range, entitlements) => {
  const included = entitlements.find(one => one.entitlement === meter.name)?.included;
  return included?.per === RANGES[range].step ? included.limit : undefined;
};

function Report({ report, meter, range, limit }) {
  const title = `${named(meter.name)} by the ${report.step}`;
  return report.points.length === 0
    ? html`<${Empty} icon="activity" title="Nothing was counted" text=${`${meter.meaning} There is none in this time.`}/>`
    : html`<${Chart} key=${range + meter.name} points=${pointsOf(report)} title=${title} unit=${unitOf(meter)} limit=${limit}
        when=${report.step === 'hour' ? 'Hour' : report.step === 'day' ? 'Day' : 'Month'}/>`;
}

function MeterChart({ path, meters, entitlements }) {
  const { meter: asked, range: wanted } = here.value.query;
  const meter = meters.find(one => one.name === asked) ?? meters[0];
  const range = RANGES[wanted] ? wanted : 'days';
  const query = { meter: meter.name, ...timeOf(range), step: RANGES[range].step };
  const report = useData(() => api.get(path, query), [path, meter.name, range]);
  const save = () => api.file(path + '/export', query, 'text/csv').then(
    text => download(`usage-${meter.name}.csv`, text, 'text/csv'), problem => toast(problem.message, 'bad'));
  const total = report.data?.total;
  return html`<section class="card"><div class="card-head chart-head"><div><h2>${named(meter.name)}</h2><p class="muted">${meter.meaning}
      ${total === undefined ? null : html` ${HOW[report.data.aggregation] ?? 'Total'} of the time: <b>${number(total)}</b>.`}</p></div>
      <div class="tools-end">${meters.length > 1 ? html`<${Pick} label="Meter" value=${meter.name} options=${meters.map(one => [one.name, named(one.name)])}
          onChange=${name => setQuery({ meter: name })}/>` : null}
        <${Choice} label="Time" value=${range} options=${Object.entries(RANGES).map(([id, { label }]) => [id, label])} onChange=${id => setQuery({ range: id })}/>
        <button type="button" class="btn sm" onClick=${save}><${Icon} name="download" size=${15}/>CSV</button></div></div>
    <${Loaded} of=${report} lines=${8}>${data => html`<${Report} report=${data} meter=${meter} range=${range} limit=${limitOf(meter, range, entitlements)}/>`}<//></section>`;
}

/** A chart of what was used of a meter over a time: by oneself, or, for operators, by the tenant whose usage is at path. */
export function Charts({ path = '/v1/usage', entitlements }) {
  const known = useData(() => api.get(path + '/meters'), [path]);
  return html`<${Loaded} of=${known} lines=${8}>${page => html`<${MeterChart} path=${path} meters=${page.items} entitlements=${entitlements}/>`}<//>`;
}

import { html } from '../../core/html.js';
import { useShortList } from '../../core/data.js';
import { here, setQuery } from '../../core/router.js';
import { link } from '../../core/place.js';
import { can } from '../../core/state.js';
import { Icon } from '../../components/icon.js';
import { Head } from '../../components/page.js';
import { PlanStatus, price } from '../../components/plan.js';
import { Choice, Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';

const FILTERS = [['', 'All'], ['published', 'Published'], ['draft', 'Drafts'], ['retired', 'Retired']];

const COLUMNS = [
  { head: 'Plan', cell: plan => html`<a class="cell-main" href=${link('/plans/' + plan.id)}><span><b dir="auto">${plan.name}</b>
    <small><code>${plan.key}</code> version ${plan.number}</small></span></a>` },
  { head: 'Status', cell: plan => html`<${PlanStatus} plan=${plan}/>` },
  { head: 'Prices', cell: plan => plan.prices.length ? html`<span class="lines">${plan.prices.slice(0, 3).map(one => html`<span key=${price(one)}>${price(one)}</span>`)}
    ${plan.prices.length > 3 ? html`<span class="muted">and ${plan.prices.length - 3} more</span>` : null}</span>` : html`<span class="muted">None</span>` },
  { head: 'Includes', num: true, cell: plan => plan.entitlements.length },
  { head: 'Trial', muted: true, cell: plan => plan.trialDays ? `${plan.trialDays} days` : 'None' },
  { head: 'Published', muted: true, cell: plan => html`<${Time} value=${plan.publishedAt} never="Not yet"/>` },
];

export default function Plans() {
  const { status = '', search = '' } = here.value.query;
  const list = useShortList('/v1/plans', search, plan => [plan.name, plan.key], { query: { status } });
  return html`<${Head} title="Plans" actions=${can('platform:write_plans') ? html`
      <a class="btn primary" href=${link('/plans/new')}><${Icon} name="plus" size=${16}/>New plan</a>` : null}>
      What tenants can have. A published version never changes: a change is its next version.<//>
    <${Table} list=${list} columns=${COLUMNS} caption="Plans"
      empty=${status || search ? { icon: 'search', title: 'No plans match', text: 'Try another name or status.' }
        : { icon: 'credit-card', title: 'No plans yet', text: 'Draft one, and publish it when it is right.' }}
      tools=${html`<${Search} label="Name or key contains" value=${search} onInput=${text => setQuery({ search: text })}/>
        <${Choice} label="Status" value=${status} options=${FILTERS} onChange=${value => setQuery({ status: value })}/>`}/>`;
}

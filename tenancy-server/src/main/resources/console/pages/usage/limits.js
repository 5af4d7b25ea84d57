import { html } from '../../core/html.js';
import { Meter } from '../../components/meter.js';
import { amount, named } from '../../components/plan.js';
import { Time } from '../../components/time.js';

const until = one => one.expiresAt ? html`until <${Time} value=${one.expiresAt}/>` : null;
const PERIODS = { day: 'today', month: 'this month' };
const detail = one => PERIODS[one.included.per] ?? until(one);

/** What is counted as meters, and the rest in words. */
export function Limits({ entitlements }) {
  const counted = entitlements.filter(one => one.used !== undefined);
  const others = entitlements.filter(one => one.used === undefined);
  return html`<section class="card"><div class="card-head"><h2>Used of the plan</h2></div>
    ${counted.length ? null : html`<p class="muted card-foot">It cannot be counted now.</p>`}
    <div class="meters">${counted.map(one => html`<${Meter} key=${one.entitlement} label=${named(one.entitlement)} detail=${detail(one)}
      used=${one.used} limit=${one.included.limit}/>`)}</div>
    ${others.length ? html`<dl>${others.map(one => html`<div class="kv" key=${one.entitlement}><dt title=${one.meaning}>${named(one.entitlement)}</dt>
      <dd>${amount(one.included)}</dd></div>`)}</dl>` : null}</section>`;
}

import { html } from '../core/html.js';
import { Badge } from './marks.js';
import { Facts } from './page.js';
import { SubscriptionState } from './plan.js';
import { day } from '../core/format.js';
import { Time } from './time.js';

/** The plan of a tenant, in what state it is, and what comes next. */
export const SubscriptionFacts = ({ subscription: one, aside, planLink }) => html`<${Facts} title="Subscription" aside=${aside} facts=${[
  ['Plan', html`${planLink ? html`<a class="link" href=${planLink}>${one.name}</a>` : html`<span dir="auto">${one.name}</span>`}
    <${Badge} kind=${'plan-' + one.plan}>version ${one.number}<//>`],
  ['State', html`<${SubscriptionState} state=${one.state}/>`],
  ['Paid by the', one.interval],
  ['This period', `${day(one.period.from)} – ${day(one.period.to)}`],
  one.trialEndsAt && ['Trial ends', html`<${Time} value=${one.trialEndsAt}/>`],
  one.endsAt && ['Ends', html`<${Time} value=${one.endsAt}/>`],
  one.graceEndsAt && one.graceEndsAt !== one.endsAt && ['Grace ends', html`<${Time} value=${one.graceEndsAt}/>`],
  one.next && ['Changes', html`to <b>${one.next.plan}</b> <${Time} value=${one.next.at}/>`],
  ['Since', html`<${Time} value=${one.startedAt}/>`]]}/>`;

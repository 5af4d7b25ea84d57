import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { go, here } from '../../core/router.js';
import { link } from '../../core/place.js';
import { toast } from '../../core/toasts.js';
import { between, planKey, required } from '../../core/rules.js';
import { Area } from '../../components/fields.js';
import { Field, Form, Submit, useForm } from '../../components/form.js';
import { Crumbs, Head } from '../../components/page.js';
import { Empty, Loaded } from '../../components/states.js';
import { EntitlementRows, entitlementRules, readEntitlements, showEntitlements } from './entitlements.js';
import { PriceRows, priceRules, readPrices, showPrices } from './prices.js';

const shown = (plan, catalogue) => ({ key: plan?.key ?? '', name: plan?.name ?? '', description: plan?.description ?? '',
  trialDays: String(plan?.trialDays ?? 0), graceDays: String(plan?.graceDays ?? 0),
  prices: showPrices(plan?.prices ?? []), entitlements: showEntitlements(plan?.entitlements ?? [], catalogue) });

/** plan is what it starts from; with changes it is a draft that is changed, and else a new one. */
function Editor({ plan, changes, catalogue }) {
  const form = useForm({
    initial: shown(plan, catalogue),
    rules: { key: planKey, name: required('The name'), trialDays: between(0, 366), graceDays: between(0, 366), prices: priceRules, entitlements: entitlementRules },
    submit: async values => {
      const wanted = { name: values.name.trim(), description: values.description.trim(), trialDays: Number(values.trialDays),
        graceDays: Number(values.graceDays), prices: readPrices(values.prices), entitlements: readEntitlements(values.entitlements) };
      const made = changes ? await api.change('PATCH', '/v1/plans/' + plan.id, wanted, plan)
        : await api.create('/v1/plans', { key: values.key.trim(), ...wanted });
      toast('The draft is saved');
      go('/plans/' + made.id);
    },
  });
  return html`<${Form} of=${form} class="stack narrow">
    <section class="card form"><div class="two"><${Field} form=${form} name="name" label="Name" placeholder="Business" autofocus/>
      <${Field} form=${form} name="key" label="Key" placeholder="business" readonly=${Boolean(plan)} autocomplete="off" spellcheck="false"
        hint=${plan ? 'The same for all versions.' : 'It never changes.'}/></div>
      <${Area} form=${form} name="description" label="Description" rows=${2} maxlength="500"/>
      <div class="two"><${Field} form=${form} name="trialDays" label="Days of trial" inputmode="numeric"/>
        <${Field} form=${form} name="graceDays" label="Days of grace after the end" inputmode="numeric"/></div></section>
    <section class="card form"><${PriceRows} form=${form}/></section>
    <section class="card form"><${EntitlementRows} form=${form} catalogue=${catalogue}/></section>
    <div class="form-actions"><a class="btn" href=${link(plan ? '/plans/' + plan.id : '/plans')}>Cancel</a><${Submit} form=${form}>Save draft<//></div><//>`;
}

/** A new plan, the next version of one (?from), or a draft that is changed. */
export default function PlanEdit({ id }) {
  const from = id ?? here.value.query.from;
  const known = useData(async () => {
    const [plan, catalogue] = await Promise.all([from ? api.get('/v1/plans/' + from) : null, api.get('/v1/subscription/entitlements')]);
    return { plan, catalogue: catalogue.items };
  }, [from]);
  const title = id ? 'Edit draft' : from ? 'New version' : 'New plan';
  return html`<${Crumbs} steps=${[['Plans', '/plans']]} here=${title}/>
    <${Head} title=${title}>Nobody has a draft before it is published.<//>
    <${Loaded} of=${known}>${({ plan, catalogue }) => id && plan.status !== 'draft'
      ? html`<section class="card"><${Empty} icon="lock" title="This version is published" text="It never changes. Make its next version instead."/></section>`
      : html`<${Editor} plan=${plan} changes=${Boolean(id)} catalogue=${catalogue}/>`}<//>`;
}

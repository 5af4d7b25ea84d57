import { html } from '../../core/html.js';
import { required } from '../../core/rules.js';
import { Buttons, Dialog } from '../../components/dialog.js';
import { Cell, Rows } from '../../components/fields.js';
import { Field, Form, Select, useForm } from '../../components/form.js';
import { ABOUT, HINTS, NEW, needsNoValue, operatorsOf, toCondition, toRow, wrong } from './conditions.js';

const UNITS = [['targeting_key', 'of targeting keys (users)'], ['tenant', 'of tenants']];

function Row({ row, change, place }) {
  const about = next => change({ about: next, operator: operatorsOf(next).some(([id]) => id === row.operator) ? row.operator : 'in' });
  return html`<div class="condition-row"><${Cell} label=${`What condition ${place + 1} is about`} value=${row.about} options=${ABOUT} onChange=${about}/>
    ${row.about === 'percentage' ? html`
      <${Cell} label="Percent" value=${row.percent} inputmode="decimal" onChange=${percent => change({ percent })}/>
      <${Cell} label="Percentage of what" value=${row.by} options=${UNITS} onChange=${by => change({ by })}/>` : html`
      ${row.about === 'attribute' ? html`<${Cell} label="Name of the attribute" value=${row.attribute} onChange=${attribute => change({ attribute })}/>` : null}
      <${Cell} label="Comparison" value=${row.operator} options=${operatorsOf(row.about)} onChange=${operator => change({ operator })}/>
      ${needsNoValue(row.operator) ? null : html`<textarea class="all" rows="2" aria-label=${HINTS[row.about]} placeholder=${HINTS[row.about]} dir="auto"
        value=${row.lines} onInput=${event => change({ lines: event.target.value })}></textarea>`}`}</div>`;
}

/** Makes or changes a rule; done gets it. */
export function RuleForm({ rule, flag, done, onClose }) {
  const form = useForm({
    initial: { name: rule?.name ?? '', variant: rule?.variant ?? flag.variants[0].name, rules: (rule?.when ?? []).map(toRow) },
    rules: { name: required('The name'), rules: wrong },
    submit: ({ name, variant, rules }) => done({ name: name.trim(), variant, when: rules.map(toCondition) }),
  });
  return html`<${Dialog} title=${rule ? 'Change rule' : 'New rule'} onClose=${onClose} wide><${Form} of=${form} class=""><div class="dlg-body">
    <${Field} form=${form} name="name" label="Name" placeholder="Beta customers" maxlength="100" hint="People read it where they ask why." autofocus/>
    <${Select} form=${form} name="variant" label="Variant" options=${flag.variants.map(one => [one.name, one.name])}/>
    <${Rows} form=${form} name="rules" label="Conditions" one="condition" hint="All of them have to hold. Without any the rule always holds." blank=${() => NEW}>
      ${(row, change, place) => html`<${Row} row=${row} change=${change} place=${place}/>`}<//></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Save rule<//><//><//>`;
}

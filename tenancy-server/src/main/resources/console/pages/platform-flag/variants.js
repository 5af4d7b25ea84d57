import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { can } from '../../core/state.js';
import { toast } from '../../core/toasts.js';
import { EXPOSURE_OPTIONS, exposureOf, valueText } from '../../components/flag.js';
import { Buttons, Dialog } from '../../components/dialog.js';
import { Field, Form, Select, useForm } from '../../components/form.js';
import { Icon } from '../../components/icon.js';
import { Badge } from '../../components/marks.js';
import { Facts } from '../../components/page.js';
import { Time } from '../../components/time.js';
import { readVariants, showVariants, VariantRows, variantRules } from './variant-rows.js';

function Edit({ flag, reload, onClose }) {
  const form = useForm({
    initial: { description: flag.description, exposure: flag.exposure, variants: showVariants(flag.variants, flag.type),
      defaultVariant: flag.defaultVariant, offVariant: flag.offVariant },
    rules: { variants: variantRules(flag.type) },
    submit: async values => {
      await api.change('PATCH', '/v1/platform/flags/' + flag.key,
        { ...values, description: values.description.trim(), variants: readVariants(values.variants, flag.type) }, flag);
      toast('Changes saved');
      onClose();
      reload();
    },
  });
  const names = form.values.variants.filter(row => row.name).map(row => [row.name, row.name]);
  return html`<${Dialog} title=${`Edit ${flag.key}`} onClose=${onClose} wide><${Form} of=${form} class=""><div class="dlg-body">
    <${Field} form=${form} name="description" label="Description" maxlength="500"/>
    <${Select} form=${form} name="exposure" label="Tenants" options=${EXPOSURE_OPTIONS}/>
    <${VariantRows} form=${form} type=${flag.type}/>
    <div class="two"><${Select} form=${form} name="defaultVariant" label="Default" options=${names} hint="Of whoever no rule is for."/>
      <${Select} form=${form} name="offVariant" label="When killed" options=${names} hint="Of everybody."/></div></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Save<//><//><//>`;
}

const Values = ({ flag }) => html`<section class="card table-card"><div class="scroll" tabindex="0" role="region" aria-label="Variants, scrollable">
  <table><caption class="sr">Variants</caption><thead><tr><th scope="col">Variant</th><th scope="col">Value</th><th scope="col"><span class="sr">Use</span></th></tr></thead>
  <tbody>${flag.variants.map(one => html`<tr key=${one.name}><td><code>${one.name}</code></td><td><code class="value" dir="auto">${valueText(one.value)}</code></td>
    <td class="end"><span class="badges">${one.name === flag.defaultVariant ? html`<${Badge} kind="accent">Default<//>` : null}
      ${one.name === flag.offVariant ? html`<${Badge}>When killed<//>` : null}</span></td></tr>`)}</tbody></table></div></section>`;

export function Variants({ flag, reload }) {
  const [editing, setEditing] = useState(false);
  return html`<div class="halves"><${Values} flag=${flag}/>
    <${Facts} title="Details" aside=${can('platform:write_flags') ? html`<button type="button" class="btn sm" onClick=${() => setEditing(true)}>
      <${Icon} name="pencil" size=${14}/>Edit</button>` : null} facts=${[
      ['Key', html`<code>${flag.key}</code>`], ['Type', flag.type], ['Tenants', exposureOf(flag)],
      ['Created', html`<${Time} value=${flag.createdAt}/>`], ['Changed', html`<${Time} value=${flag.updatedAt}/>`]]}/>
    ${editing ? html`<${Edit} flag=${flag} reload=${reload} onClose=${() => setEditing(false)}/>` : null}</div>`;
}

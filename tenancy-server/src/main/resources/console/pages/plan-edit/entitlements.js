import { html } from '../../core/html.js';
import { rows } from '../../core/rules.js';
import { blankOf, EntitlementCells, toIncluded, toRow, wrongRow } from '../../components/entitlement-row.js';
import { Cell, Rows } from '../../components/fields.js';
import { named } from '../../components/plan.js';

const kindOf = (name, catalogue) => catalogue.find(one => one.entitlement === name)?.kind ?? 'limit';

export const showEntitlements = (included, catalogue) => included.map(one => toRow(one, kindOf(one.entitlement, catalogue)));
export const readEntitlements = list => list.map(row => ({ entitlement: row.entitlement, ...toIncluded(row) }));
export const entitlementRules = list => rows(wrongRow,
  (row, i) => list.findIndex(one => one.entitlement === row.entitlement) === i ? '' : `${named(row.entitlement)} is there twice.`)(list);

export function EntitlementRows({ form, catalogue }) {
  const taken = form.values.entitlements.map(row => row.entitlement);
  const free = catalogue.find(one => !taken.includes(one.entitlement)) ?? catalogue[0];
  const options = catalogue.map(one => [one.entitlement, named(one.entitlement)]);
  const chosen = name => blankOf(catalogue.find(one => one.entitlement === name));
  return html`<${Rows} form=${form} name="entitlements" label="Includes" one="entitlement" blank=${() => blankOf(free)}
    hint="Of what is not here there is no limit; features that are not here are off.">
    ${(row, change) => html`<${Cell} label="Entitlement" value=${row.entitlement} options=${options} onChange=${name => change(chosen(name))}/>
      <${EntitlementCells} row=${row} change=${change}/>`}<//>`;
}

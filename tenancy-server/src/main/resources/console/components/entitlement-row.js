import { html } from '../core/html.js';
import { Cell } from './fields.js';
import { named } from './plan.js';

const PERIODS = [['month', 'a month'], ['day', 'a day']];
const BEYOND = [['false', 'then only counted'], ['true', 'then refused']];

export const blankOf = definition => ({ entitlement: definition.entitlement, kind: definition.kind, enabled: 'true', limit: '', per: 'month', enforced: 'false' });

/** What is said of an entitlement as a form has it, and back. */
export const toRow = (included, kind) => ({ entitlement: included.entitlement, kind, enabled: String(included.enabled ?? true),
  limit: included.limit === undefined ? '' : String(included.limit), per: included.per ?? 'month', enforced: String(included.enforced ?? false) });

export function toIncluded(row) {
  if (row.kind === 'feature') return { enabled: row.enabled === 'true' };
  const most = row.limit.trim() === '' ? { unlimited: true } : { limit: Number(row.limit) };
  return row.kind === 'metered' ? { ...most, per: row.per, enforced: row.enforced === 'true' } : most;
}

export const wrongRow = row => row.kind === 'feature' || /^\d{0,13}$/.test(row.limit.trim()) ? '' : `The limit of ${named(row.entitlement)} is no number.`;

/** The boxes of an entitlement, by what it is. */
export const EntitlementCells = ({ row, change }) => row.kind === 'feature'
  ? html`<${Cell} label=${`Whether ${named(row.entitlement)} is on`} value=${row.enabled} options=${[['true', 'On'], ['false', 'Off']]} onChange=${enabled => change({ enabled })}/>`
  : html`<input aria-label=${`Limit of ${named(row.entitlement)}`} placeholder="No limit" value=${row.limit} inputmode="numeric"
      onInput=${event => change({ limit: event.target.value })}/>
    ${row.kind === 'metered' ? html`<${Cell} label="Period" value=${row.per} options=${PERIODS} onChange=${per => change({ per })}/>
      <${Cell} label="Beyond the limit" value=${row.enforced} options=${BEYOND} onChange=${enforced => change({ enforced })}/>` : null}`;

import { html } from '../core/html.js';
import { Badge } from './marks.js';

/** A value of a flag, as JSON but for texts. */
export const valueText = value => typeof value === 'string' ? value : JSON.stringify(value);

/** A variant by its name, with its value where that says more. */
export const Variant = ({ name, value }) => html`<span class="iso"><code>${name}</code>
  ${value === undefined || typeof value === 'boolean' || valueText(value) === name ? null : html`
    <span class="muted ellipsis" dir="auto" title=${valueText(value)}>${valueText(value)}</span>`}</span>`;

const SOURCES = {
  flag: ['Default', ''], rule: ['Rule', ''], platform: ['Agreed with the platform', 'accent'],
  tenant: ['Tenant override', 'accent'], user: ['Given to the user', 'accent'],
};

/** Who says that a flag is what it is. */
export function Source({ status }) {
  if (status.reason === 'disabled') return html`<${Badge} kind="bad">Switched off for all<//>`;
  const [words, kind] = SOURCES[status.source] ?? [status.source, ''];
  return html`<${Badge} kind=${kind}>${status.rule ? html`${words}: <bdi>${status.rule}</bdi>` : words}<//>`;
}

const EXPOSURES = { hidden: 'Programs only', visible: 'Tenants see it', changeable: 'Tenants change it' };
export const exposureOf = flag => EXPOSURES[flag.exposure] ?? flag.exposure;
export const EXPOSURE_OPTIONS = Object.entries(EXPOSURES);

/** The percentage of the first rule that has one. */
export const shareOf = flag => flag.rules.flatMap(rule => rule.when).find(one => one.about === 'percentage')?.percent;

/** Who has a flag, in a bar or a few words. */
export function Rollout({ flag }) {
  const share = shareOf(flag);
  if (flag.killed) return html`<span class="muted">Nobody: it is off</span>`;
  if (share !== undefined) return html`<span class="rollout"><span class="bar" aria-hidden="true"><i style=${{ width: share + '%' }}></i></span>${share}%</span>`;
  return flag.rules.length ? html`<span class="muted">${flag.rules.length === 1 ? '1 rule' : flag.rules.length + ' rules'}</span>`
    : html`<span class="muted">Everybody: <code>${flag.defaultVariant}</code></span>`;
}

import { html } from '../../core/html.js';
import { isCurrency, minor, typed } from '../../core/money.js';
import { rows } from '../../core/rules.js';
import { Cell, Rows } from '../../components/fields.js';

const INTERVALS = [['month', 'a month'], ['year', 'a year']];

export const showPrices = prices => prices.map(({ amount, currency, interval }) => ({ amount: typed(amount, currency), currency, interval }));
export const readPrices = list => list.map(row => ({ amount: minor(row.amount, row.currency), currency: row.currency, interval: row.interval }));

export const priceRules = list => rows(
  row => isCurrency(row.currency) ? '' : 'A currency is three capital letters, as EUR.',
  row => Number.isNaN(minor(row.amount, row.currency)) ? `This is no amount of ${row.currency}: ${row.amount || 'nothing'}.` : '',
  (row, i) => list.findIndex(one => one.currency === row.currency && one.interval === row.interval) === i ? ''
    : 'There is one price for each currency and interval.')(list);

export const PriceRows = ({ form }) => html`<${Rows} form=${form} name="prices" label="Prices" one="price" hint="One for each currency and interval."
  blank=${() => ({ amount: '', currency: 'EUR', interval: 'month' })}>
  ${(row, change) => html`<${Cell} label="Amount" value=${row.amount} inputmode="decimal" onChange=${amount => change({ amount })}/>
    <${Cell} label="Currency" value=${row.currency} maxlength="3" onChange=${text => change({ currency: text.toUpperCase() })}/>
    <${Cell} label="Interval" value=${row.interval} options=${INTERVALS} onChange=${interval => change({ interval })}/>`}<//>`;

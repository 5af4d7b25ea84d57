const formatOf = currency => new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });

/** How many digits a currency has behind the point. */
const digitsOf = currency => formatOf(currency).resolvedOptions().maximumFractionDigits;

/** An amount in minor units for people: 1990 is 'EUR 19.90', and 'JPY 1,990'. */
export const money = (amount, currency) => formatOf(currency).format(amount / 10 ** digitsOf(currency));

export const isCurrency = text => /^[A-Z]{3}$/.test(text);

/** An amount in minor units as people type it: '19.90'. */
export const typed = (amount, currency) => (amount / 10 ** digitsOf(currency)).toFixed(digitsOf(currency));

/** An amount as people type it, in minor units; NaN for what is none. */
export function minor(text, currency) {
  const [, sign, whole, part = ''] = /^(-?)(\d{1,11})(?:\.(\d+))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || !isCurrency(currency) || part.length > digitsOf(currency)) return NaN;
  return Number(sign + whole + part.padEnd(digitsOf(currency), '0'));
}

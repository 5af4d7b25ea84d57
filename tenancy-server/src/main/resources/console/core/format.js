const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const numbers = new Intl.NumberFormat('en');
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const UNITS = [['year', 31_536_000], ['month', 2_592_000], ['week', 604_800], ['day', 86_400], ['hour', 3_600], ['minute', 60]];

/** '3 hours ago', or 'in 2 days'. */
export function ago(time, now = Date.now()) {
  const seconds = (new Date(time).getTime() - now) / 1000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return seconds > 5 ? 'in a moment' : 'just now';
}

export const exactly = time => exact.format(new Date(time));
export const number = value => numbers.format(value);

/** 11.8K for 11,800: for the axis of a chart, and where there is little room. */
export const compact = value => short.format(value);

/** '1.4 MB': sizes of files. */
export const bytes = value => value < 1000 ? `${value} B`
  : value < 1e6 ? `${short.format(value / 1e3)} kB` : value < 1e9 ? `${short.format(value / 1e6)} MB` : `${short.format(value / 1e9)} GB`;

/** '12 Nov 2026', in UTC as invoices and usage are. */
export const day = time => days.format(new Date(time));
export const capital = word => word ? word[0].toUpperCase() + word.slice(1).replaceAll('_', ' ') : '';

export const sum = values => values.reduce((all, value) => all + value, 0);

const DAY = 86_400_000;

/** The days of numbers by the day: [label, value] each. */
export const byDay = ({ from, requests }) => requests.map((value, i) => [day(Date.parse(from) + i * DAY), value]);

const two = value => String(value).padStart(2, '0');

/** A time for a field of the type datetime-local, in the zone of who sits here; '' for none. */
export function toLocal(time) {
  if (!time) return '';
  const date = new Date(time);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What such a field says, as the API has times; undefined for none. */
export const toInstant = local => local ? new Date(local).toISOString() : undefined;
const PARTS = [['D', 'day'], ['H', 'hour'], ['M', 'minute'], ['S', 'second']];

/** 'PT1H30M' as '1 hour 30 minutes', wherever such a span of time (ISO 8601) stands in a text. */
export const spelled = text => text.replace(/\bP(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:[\d.]+S)?)?\b/g, span => PARTS.flatMap(([letter, unit]) => {
  const found = new RegExp(`([\\d.]+)${letter}`).exec(letter === 'D' ? span : span.split('T')[1] ?? '');
  return found ? [`${found[1]} ${unit}${found[1] === '1' ? '' : 's'}`] : [];
}).join(' ') || span);

const cell = value => {
  const text = value === undefined || value === null ? '' : Array.isArray(value) ? value.join(' ') : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text; // a spreadsheet would take it for a formula
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Rows as CSV (RFC 4180), a column for each [head, row => value]. */
export const csv = (rows, columns) =>
  [columns.map(([head]) => cell(head)), ...rows.map(row => columns.map(([, value]) => cell(value(row))))]
    .map(line => line.join(',')).join('\r\n') + '\r\n';

/** Hands a text, or what the server has sent, to the browser as a file. */
export function download(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const anchor = Object.assign(document.createElement('a'), { href: url, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

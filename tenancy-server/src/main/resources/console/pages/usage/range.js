const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The times that can be looked at, each with its step. */
export const RANGES = {
  hours: { label: '48 hours', step: 'hour' },
  days: { label: '30 days', step: 'day' },
  months: { label: '12 months', step: 'month' },
};

/** From when to when a range is, as the API wants it: up to the end of the step that runs. */
export function timeOf(range, now = new Date()) {
  if (range === 'months') {
    const next = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1);
    return { from: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 11)).toISOString(), to: new Date(next).toISOString() };
  }
  const size = range === 'hours' ? HOUR : DAY;
  const end = (Math.floor(now.getTime() / size) + 1) * size;
  return { from: new Date(end - (range === 'hours' ? 48 : 30) * size).toISOString(), to: new Date(end).toISOString() };
}

/** The beginning of each step of a report. */
function stepsOf({ from, to, step }) {
  const steps = [];
  for (let time = new Date(from), end = Date.parse(to); time.getTime() < end;) {
    steps.push(time.getTime());
    time = step === 'month' ? new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + 1)) : new Date(time.getTime() + (step === 'hour' ? HOUR : DAY));
  }
  return steps;
}

const FORMATS = {
  hour: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }),
  day: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }),
  month: new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' }),
};
const labelOf = (time, step) => FORMATS[step].format(time);

/** The points of a chart: each step of a report, those in which nothing was counted too. */
export function pointsOf(report) {
  const values = new Map(report.points.map(point => [Date.parse(point.from), point.value]));
  return stepsOf(report).map(time => ({ label: labelOf(time, report.step), value: values.get(time) ?? 0 }));
}

import { signal } from '@preact/signals';

export const toasts = signal([]);
let last = 0;

/** Says something for some seconds: what was done ('ok') or what was not ('bad'). */
export function toast(text, kind = 'ok') {
  const one = { id: ++last, text, kind };
  toasts.value = [...toasts.value, one];
  setTimeout(() => dismiss(one.id), kind === 'bad' ? 9000 : 4500);
}

export const dismiss = id => { toasts.value = toasts.value.filter(one => one.id !== id); };

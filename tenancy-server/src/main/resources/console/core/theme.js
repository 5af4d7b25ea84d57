import { signal, computed } from '@preact/signals';

const KEY = 'theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
const system = signal(dark.matches);
const chosen = signal(localStorage.getItem(KEY));

dark.addEventListener('change', () => { system.value = dark.matches; });

/** Whether the console is dark now: as chosen, or else as the system is. */
export const isDark = computed(() => chosen.value ? chosen.value === 'dark' : system.value);

/** Chooses the other theme; the choice of what the system has is no choice, and follows it from then on. */
export function switchTheme() {
  const next = !isDark.value;
  chosen.value = next === system.value ? null : next ? 'dark' : 'light';
  if (chosen.value) localStorage.setItem(KEY, chosen.value);
  else localStorage.removeItem(KEY);
  show();
}

function show() {
  if (chosen.value) document.documentElement.dataset.theme = chosen.value;
  else delete document.documentElement.dataset.theme;
}

show();

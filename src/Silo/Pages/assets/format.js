const whole = new Intl.NumberFormat('en');
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

export const count = number => whole.format(number ?? 0);
export const rate = number => (number ?? 0).toFixed(number >= 100 ? 0 : 1);

/** 0.973 becomes 97; a probability that is not quite certain never reads as certain. */
export function percent(probability) {
  const rounded = Math.round(probability * 100);
  if (rounded === 100 && probability < 1) return '>99';
  if (rounded === 0 && probability > 0) return '<1';
  return String(rounded);
}

export const percentExactly = probability => `${(probability * 100).toFixed(1)} %`;

export function time(iso) {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return '';
  return moment.toDateString() === new Date().toDateString() ? clock.format(moment) : dayAndClock.format(moment);
}

/** The address, where it is an ordinary web address; anything else is not for clicking. */
export function webAddress(url) {
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.href : null;
  } catch {
    return null;
  }
}

export const titleOf = verdict => verdict.title?.trim() || '(no title)';
export const unknownSource = 'unknown source';
export const sourceOf = verdict => verdict.source?.trim() || unknownSource;
export const modelOf = model => `${model.name} ${model.version}`;

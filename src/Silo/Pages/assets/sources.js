import { byId, element, untrusted } from './dom.js';
import { count, percent, unknownSource } from './format.js';

/** The panel of publishers; choosing one filters the list. */
export function showSources(sources, choose) {
  byId('no-sources').hidden = sources.length > 0;
  byId('sources').replaceChildren(...sources.slice(0, 12).map(entry => {
    const name = entry.source === '(unknown)' ? unknownSource : entry.source;
    const button = element('button', { type: 'button', title: 'Show only this source' }, untrusted(name));
    button.addEventListener('click', () => choose(name));
    const bar = element('span', { class: 'bar', 'aria-hidden': 'true' });
    bar.style.setProperty('--share', String(entry.flagRate));
    return element('li', {},
      button,
      element('span', { class: 'share' }, `${percent(entry.flagRate)} %`, element('span', { class: 'unseen' }, ' flagged')),
      bar,
      element('span', { class: 'of' }, `${count(entry.flagged)} of ${count(entry.articles)}`));
  }));
}

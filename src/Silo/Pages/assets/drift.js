import { byId, element, untrusted } from './dom.js';

const names = {
  'flag-rate': 'Flag rate', probability: 'Probability of fake', length: 'Length, tokens', 'unknown-pieces': 'Unknown pieces', language: 'Language', sources: 'Publishers',
};
const percent = value => `${(100 * value).toFixed(1)} %`;
const p = value => value === undefined ? '' : value >= 0.001 ? value.toFixed(3) : value < 1e-12 ? 'below 1e-12' : value.toExponential(1);
const psi = value => value === undefined ? '' : value.toFixed(3);
const when = at => at === undefined ? '' : new Date(at).toLocaleString();

// The part that the index counts most.
function moved(measure) {
  const known = measure.bins.filter(bin => bin.window !== undefined);
  const weight = bin => Math.abs((bin.window - bin.reference) * Math.log((bin.window + 0.001) / (bin.reference + 0.001)));
  return known.reduce((most, bin) => !most || weight(bin) > weight(most) ? bin : most, null);
}

function row(measure, learnFrom) {
  const bin = moved(measure);
  const part = share => bin && share !== undefined ? element('span', {}, untrusted(bin.name), `: ${percent(share)}`) : '';
  const origin = measure.origin ? ` (${measure.origin}, ${measure.referenceArticles})` : '';
  const state = measure.state === 'learning' ? `learning, ${measure.referenceArticles} of ${learnFrom}` : measure.state;
  const cells = [element('span', {}, part(bin?.reference), origin), element('span', {}, part(bin?.window), ` (${measure.windowArticles})`), psi(measure.psi), p(measure.adjustedP), state, when(measure.since)];
  const made = element('tr', {}, element('th', { scope: 'row' }, names[measure.measure] ?? measure.measure), ...cells.map(cell => element('td', {}, cell)));
  made.dataset.state = measure.state;
  return made;
}

// Written only when it changes, so that a screen reader says a change once.
function say(text) {
  if (byId('drift-summary').textContent !== text) byId('drift-summary').textContent = text;
}

/** Shows the stream beside its reference. */
export function showDrift(report) {
  const drifting = report.measures.filter(measure => measure.state === 'drifting').map(measure => names[measure.measure]);
  say(drifting.length > 0 ? `The stream is another than the reference: ${drifting.join(', ')}.`
    : report.measures.some(measure => measure.state === 'learning') ? 'The reference is being learned from the stream.' : 'The stream is like the reference.');
  byId('drift').replaceChildren(...report.measures.map(measure => row(measure, report.learnFrom)));
  byId('drift-events').replaceChildren(...[...report.events].reverse().slice(0, 50).map(line => element('tr', {}, ...[
    String(line.sequence), when(line.at), `${names[line.measure]} ${line.kind === 'began' ? 'began to drift' : 'is as before'}`,
    untrusted(`${line.model.name} ${line.model.version}`), `${line.articles} articles`, psi(line.psi), p(line.adjustedP),
  ].map(cell => element('td', {}, cell)))));
}

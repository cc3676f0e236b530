import { byId, element, untrusted } from './dom.js';
import { showTrainer } from './trainer.js';
import { showDrift } from './drift.js';

const refreshEvery = 2000;
const packagesEvery = 5000;
const needsModel = ['prepare'];
const needsPercent = ['shadow', 'canary'];
let generation = null;

const key = byId('key');
key.value = sessionStorage.getItem('fakenews-key') ?? '';
key.addEventListener('change', () => sessionStorage.setItem('fakenews-key', key.value));

function headers(more = {}) {
  return { accept: 'application/json', ...(key.value ? { authorization: `Bearer ${key.value}` } : {}), ...more };
}

async function get(path) {
  const answer = await fetch(path, { headers: headers() });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

const shortOf = model => model.sha256.slice(0, 12);
const nameOf = model => untrusted(`${model.name} ${model.version}`);
const percent = value => `${(100 * value).toFixed(2)} %`;

function fill(id, rows) {
  byId(id).replaceChildren(...rows.map(cells => element('tr', {}, ...cells.map(cell => element('td', {}, cell)))));
}

function part(title, model, note) {
  return element('dl', { class: 'part' },
    element('dt', {}, title),
    element('dd', {}, model ? nameOf(model) : 'none', element('span', { class: 'hint' }, model ? `${shortOf(model)}${note ? ` · ${note}` : ''}` : '')));
}

function show(status) {
  const { state, silos, absent, trial } = status;
  generation = state.generation;
  byId('generation').textContent = `generation ${state.generation}`;
  const candidate = state.candidate;
  const note = candidate ? `${candidate.stage}, shadow ${candidate.shadowPercent} %, canary ${candidate.canaryPercent} %` : '';
  byId('parts').replaceChildren(part('Active', state.active), part('Previous', state.previous), part('Candidate', candidate?.model, note));
  showPromotion(candidate, status.promotion);
  byId('faults').replaceChildren(
    ...(candidate?.faults ?? []).map(fault => element('li', {}, untrusted(`${fault.device}: ${fault.reason}`))),
    ...absent.map(silo => element('li', {}, untrusted(`${silo} does not answer.`))));
  fill('silos', silos.map(silo => [
    untrusted(silo.silo), String(silo.generation), silo.devices.join(', '),
    element('span', {}, ...silo.models.flatMap(resident => [nameOf(resident.model), ` ${resident.stage}; `])),
  ]));
  const known = [state.active, state.previous, candidate?.model].filter(Boolean);
  fill('figures', trial.figures.map(figures => {
    const model = known.find(one => one.sha256 === figures.sha256);
    const share = figures.judged ? ` (${percent(figures.flagged / figures.judged)})` : '';
    return [model ? nameOf(model) : figures.sha256.slice(0, 12), String(figures.judged), `${figures.flagged}${share}`, String(figures.failed), `${Math.round(figures.p99Ms)} ms`];
  }));
  showCascades(trial.cascades ?? [], known);
  showFlips(trial.flips);
}

/** How far the candidate is on its way to become active by itself, or that a person decides. */
function showPromotion(candidate, outlook) {
  byId('promotion').hidden = !candidate;
  if (!candidate) return;
  if (!outlook) {
    byId('promotion').textContent = candidate.stage !== 'ready' ? '' : candidate.promotion?.wish === 'gated' ? 'The gate let it through; a person decides.' : 'A person decides.';
    return;
  }
  const { next, notBefore, articles, articlesNeeded, evidence, waits } = outlook;
  const share = next.percent === undefined ? '' : ` ${next.percent} %`;
  const needed = articlesNeeded > 0 ? `, ${articles} of ${articlesNeeded} articles` : '';
  byId('promotion').replaceChildren(
    untrusted(`By itself: ${evidence} `), element('strong', {}, `Next: ${next.verb}${share}`), `, not before ${new Date(notBefore).toLocaleString()}${needed}. `,
    untrusted(waits ?? 'It is due.'), ' A share that a person sets, or reject, ends this.');
}

function showCascades(cascades, known) {
  byId('cascade-section').hidden = cascades.length === 0;
  fill('cascades', cascades.map(cascade => {
    const model = known.find(one => one.sha256 === cascade.sha256);
    const checked = `${cascade.compared}${cascade.dropped || cascade.failed ? `, ${cascade.dropped} dropped, ${cascade.failed} failed` : ''}`;
    return [
      element('span', {}, model ? nameOf(model) : cascade.sha256.slice(0, 12), cascade.switchedOff ? ' (switched off: too many flips)' : ''),
      String(cascade.atOnce), String(cascade.accepted), `${cascade.readOn} (${percent(cascade.readOnShare)})`, checked, String(cascade.flips),
      cascade.compared ? `${percent(cascade.flipRateLow)} to ${percent(cascade.flipRateHigh)}` : 'not known yet',
    ];
  }));
}

function countsRow(name, counts) {
  return [name, String(counts.compared), `${counts.flips} (${percent(counts.rate)})`, `${percent(counts.rateLow)} to ${percent(counts.rateHigh)}`, String(counts.toFlag), String(counts.fromFlag)];
}

function showFlips(report) {
  byId('flips-section').hidden = !report;
  if (!report) return;
  byId('flips-summary').textContent = `${report.offered} offered, ${report.dropped} dropped because serving needed the devices, ${report.failed} failed.`;
  const longest = 2147483647;
  fill('flip-counts', [
    countsRow('All', report.total),
    ...Object.entries(report.byLength).map(([length, counts]) => countsRow(Number(length) === longest ? 'longer' : `to ${length} tokens`, counts)),
    ...Object.entries(report.bySource).sort((a, b) => b[1].flips - a[1].flips).slice(0, 20).map(([source, counts]) => countsRow(untrusted(source || '(no source)'), counts)),
  ]);
  const probability = value => value === undefined || value === null ? 'no score' : value.toFixed(3);
  fill('flips', report.flips.slice(0, 50).map(flip => [
    `${probability(flip.championProbability)} ${flip.champion}`, `${probability(flip.candidateProbability)} ${flip.candidate}`,
    untrusted(flip.title ?? flip.articleId), untrusted(flip.source ?? ''),
  ]));
}

function flagsRow(name, { fake, real, disputed, undecided, precision, low, high }) {
  const known = precision !== undefined && precision !== null;
  return [name, String(fake), String(real), known ? percent(precision) : '', known ? `${percent(low)} to ${percent(high)}` : '', String(disputed), String(undecided)];
}

function showPrecision(report) {
  byId('precision-summary').textContent = report.articles === 0
    ? 'Nobody has labelled an article yet. Labels are given in the article view of the flagged desk.'
    : `${report.articles} articles labelled by ${report.reviewers} reviewers; of ${report.shared} that two or more could tell, they agree on ${report.agreed}. `
      + 'Reviewers choose what they label: an estimate, no random sample.';
  fill('precision', report.articles === 0 ? [] : [
    flagsRow('All', report.total),
    ...report.weeks.map(week => flagsRow(`week ${week.week}`, week.counts)),
    ...report.models.map(model => flagsRow(nameOf(model.model), model.counts)),
  ]);
}

function showHistory(entries) {
  fill('history', entries.map(entry => [
    String(entry.sequence), new Date(entry.at).toLocaleString(), untrusted(entry.actor),
    entry.command.percent === undefined ? entry.command.verb : `${entry.command.verb} ${entry.command.percent} %`,
    entry.command.model ? nameOf(entry.command.model) : '', `${entry.fromGeneration} → ${entry.toGeneration}`, untrusted(entry.reason ?? ''),
  ]));
}

function showPackages(packages) {
  const select = byId('package');
  const chosen = select.value;
  select.replaceChildren(...[...packages].reverse().map(stored => {
    const option = element('option', { value: stored.model.sha256 });
    option.append(untrusted(`${stored.model.name} ${stored.model.version} (${shortOf(stored.model)})`));
    return option;
  }));
  if (packages.some(stored => stored.model.sha256 === chosen)) select.value = chosen;
}

async function refresh() {
  try {
    const [status, history, precision, drift] = await Promise.all([
      get('/api/v1/models'), get('/api/v1/models/history?limit=50'), get('/api/v1/labels/precision'), get('/api/v1/models/drift'),
    ]);
    show(status);
    showDrift(drift);
    showHistory(history);
    showPrecision(precision);
    connected('live', 'Live');
  } catch {
    connected('reconnecting', 'Reconnecting');
  }
}

/** A package store that is away is no trouble of what judges; a command that needs it says so. */
async function refreshPackages() {
  try {
    showPackages(await get('/api/v1/models/packages'));
  } catch { /* The list stays as it was. */ }
  // Not at intervals: an answer of a store that hangs takes its time, and a bucket counts requests.
  setTimeout(refreshPackages, packagesEvery);
}

/** A trainer that is away is no trouble of the models. */
async function refreshTrainer() {
  try {
    const answer = await fetch('/api/v1/trainer', { headers: headers() });
    showTrainer(answer.status === 200 ? await answer.json() : null, answer.status !== 204);
  } catch { /* The connection state says it already. */ }
}

byId('retrain-form').addEventListener('submit', async event => {
  event.preventDefault();
  const result = byId('retrain-result');
  try {
    const answer = await fetch('/api/v1/trainer/retrain', {
      method: 'POST', headers: headers({ 'content-type': 'application/json' }), body: JSON.stringify({ reason: byId('reason').value || undefined, id: crypto.randomUUID?.() }),
    });
    const told = await answer.json();
    result.dataset.failed = String(!answer.ok);
    result.replaceChildren(untrusted(answer.ok ? `Asked for; trigger ${told.trigger}.` : told.detail ?? `The answer is ${answer.status}.`));
  } catch {
    result.replaceChildren('FakeNews does not answer.');
  }
  refreshTrainer();
});

function connected(state, text) {
  byId('connection').dataset.state = state;
  byId('connection-text').textContent = text;
}

function say(text, failed) {
  const result = byId('result');
  result.dataset.failed = String(failed);
  result.replaceChildren(untrusted(text));
}

byId('actions').addEventListener('submit', async event => {
  event.preventDefault();
  const verb = event.submitter?.value;
  if (!verb) return;
  const body = { reason: byId('reason').value || undefined };
  if (needsModel.includes(verb)) body.model = byId('package').value;
  if (needsPercent.includes(verb)) body.percent = Number(byId('percent').value);
  say(`${verb} …`, false);
  try {
    const answer = await fetch(`/api/v1/models/${verb}`, {
      method: 'POST', headers: headers({ 'content-type': 'application/json', 'if-match': `"${generation}"` }), body: JSON.stringify(body),
    });
    const told = await answer.json();
    say(answer.ok ? `Done: generation ${told.state.generation}.` : told.detail ?? `The answer is ${answer.status}.`, !answer.ok);
  } catch {
    say('FakeNews does not answer.', true);
  }
  refresh();
});

refresh();
refreshPackages();
refreshTrainer();
setInterval(refresh, refreshEvery);
setInterval(refreshTrainer, refreshEvery);

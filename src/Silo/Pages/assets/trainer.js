import { byId, element, untrusted } from './dom.js';
import { count, modelOf } from './format.js';

const width = 600;
const height = 120;

/** Shows the trainer's state; a silo without a trainer shows nothing. */
export function showTrainer(status, exists) {
  byId('trainer-section').hidden = !exists;
  if (!status) {
    byId('trainer-state').textContent = 'The trainer does not answer.';
    byId('trainer-run').hidden = true;
    return;
  }
  const next = status.nextAt === undefined ? '' : ` It retrains at ${count(status.nextAt)}.`;
  byId('trainer-state').replaceChildren(
    untrusted(status.trainer), `: ${count(status.articles)} articles labelled, ${count(status.usable)} of them can be learned.${next} `,
    ...(status.waiting ? [untrusted(status.waiting)] : []));
  showRun(status.running);
  showLast(status.last);
}

function showRun(running) {
  byId('trainer-run').hidden = !running;
  if (!running) return;
  const { stage, step, total, epoch, loss, secondsLeft, curve } = running.progress;
  const left = secondsLeft === undefined ? '' : `, ${Math.ceil(secondsLeft / 60)} min left`;
  byId('trainer-progress').replaceChildren(
    'Trains on from ', untrusted(modelOf(running.champion)), `: ${stage}`,
    total > 0 ? `, step ${count(step)} of ${count(total)}, epoch ${epoch}${loss === undefined ? '' : `, loss ${loss.toFixed(4)}`}${left}. ` : '. ', untrusted(running.why));
  byId('trainer-bar').value = total > 0 ? step / total : 0;
  const most = Math.max(...curve.map(point => point.loss), 1e-9);
  byId('trainer-line').setAttribute('points', curve
    .map(point => `${(width * point.step / Math.max(1, total)).toFixed(1)},${(height * (1 - point.loss / most)).toFixed(1)}`).join(' '));
}

function showLast(last) {
  byId('trainer-last').hidden = !last;
  if (!last) return;
  byId('trainer-outcome').replaceChildren(
    element('strong', {}, untrusted(last.result)), ` ${new Date(last.at).toLocaleString()}: `, untrusted(last.words));
  byId('gate').replaceChildren(...(last.gate?.findings ?? []).map(finding => element('tr', {},
    element('td', {}, untrusted(finding.rule)), element('td', {}, finding.passed ? 'passed' : 'failed'), element('td', {}, untrusted(finding.words)))));
}

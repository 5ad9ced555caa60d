#!/usr/bin/env node
// A check of one's own: the clock of a web server and ours agree. Setting: url (default: the environment's base URL), most (seconds, default 2).
import { readFileSync } from 'node:fs';

const asked = JSON.parse(readFileSync(0, 'utf8'));
if (asked.contract !== 1) {
  console.error(`this program speaks contract 1, not ${asked.contract}`);
  process.exit(64);
}

const url = asked.settings.url ?? asked.baseUrl;
const most = Number(asked.settings.most ?? 2);

async function look() {
  if (!url) return { unseen: 'nothing says which server is asked: give url, or a base-url to the environment' };
  const answer = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(asked.limitMs) });
  const theirs = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(theirs)) return { unseen: `${url} does not say what time it is` };
  const apart = Math.abs(Date.now() - theirs) / 1000;
  return {
    facts: { date: answer.headers.get('date'), secondsApart: apart },
    flaws: apart > most ? [`the clock of ${url} is ${apart.toFixed(1)} s away from ours; at most ${most} s are allowed`] : [],
    value: { number: apart, unit: 's' },
  };
}

const told = await look().catch((failure) => ({ unseen: `${url} was not reached: ${failure.cause?.message ?? failure.message}` }));
console.log(JSON.stringify(told));

import { flagsOf, linesOf } from './dictionary.ts';
import { lazily } from './lazily.ts';

/** One way in which the dictionary makes a form of a word. */
interface Rule {
  flag: string;
  /** What the word must end with. */
  ends: RegExp;
}

interface Rules {
  /** By what they add, then by what they take off for it. */
  byEnding: Map<string, Map<string, Rule[]>>;
  /** How much they add. */
  lengths: number[];
}

const all = lazily(readRules);

/** The words of the dictionary from which a rule makes `form`, or one rule after another. */
export function withoutEnding(form: string, by = all().rules): string[] {
  const found: string[] = [];
  for (const length of by.lengths) {
    if (length >= form.length) continue;
    const begin = form.slice(0, form.length - length);
    for (const [cut, cutting] of by.byEnding.get(form.slice(begin.length)) ?? [])
      found.push(...undo(begin + cut, cutting, by === all().rules));
  }
  return found;
}

function undo(word: string, rules: Rule[], mayFollow: boolean): string[] {
  const flags = flagsOf(word);
  const found: string[] = [];
  for (const { flag, ends } of rules) {
    const before = mayFollow ? all().rulesBefore.get(flag) : undefined;
    if (flags.includes(`,${flag},`)) {
      if (ends.test(word)) found.push(word);
    } else if (before && ends.test(word)) found.push(...withoutEnding(word, before));
  }
  return found;
}

function readRules() {
  const rules = noRules();
  /** The rules that those of a flag may follow: the one that makes buss- of bus, before that which makes bussen. */
  const rulesBefore = new Map<string, Rules>();
  for (const line of linesOf('aff')) {
    const match = /^SFX (\d+) ([a-zæøå]+|0) ([a-zæøå]+|0)(?:\/([\d,]+))?\s+(\S+)/.exec(line);
    if (!match) continue;
    const [, flag = '', cut = '', add = '', next = '', ends = ''] = match;
    if (cut === '0' && add === '0') continue;
    const rule = { flag, ends: new RegExp(`${ends}$`) };
    const keep = (where: Rules) => keepRule(where, add.replace('0', ''), cut.replace('0', ''), rule);
    keep(rules);
    for (const follower of next.split(',').filter(Boolean)) {
      const before = rulesBefore.get(follower) ?? noRules();
      rulesBefore.set(follower, before);
      keep(before);
    }
  }
  return { rules, rulesBefore };
}

function noRules(): Rules {
  return { byEnding: new Map(), lengths: [] };
}

function keepRule({ byEnding, lengths }: Rules, add: string, cut: string, rule: Rule): void {
  const byCut = byEnding.get(add) ?? new Map<string, Rule[]>();
  byEnding.set(add, byCut);
  byCut.set(cut, [...(byCut.get(cut) ?? []), rule]);
  if (lengths.includes(add.length)) return;
  // Imperatives have no ending, and are thought of last.
  lengths.push(add.length);
  lengths.sort((a, b) => (a || Number.POSITIVE_INFINITY) - (b || Number.POSITIVE_INFINITY));
}

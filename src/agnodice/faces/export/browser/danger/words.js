// Words: text/tokens.py and text/spelling.py again, function by function under the same names.
const PIECE = /(?<![\p{Nd}/])\p{Nd}{1,2}\/(?:7|12|52)(?![\p{Nd}/])|(?<!\p{Nd})(?<!\p{Nd}\s)(?<![\p{L}\p{N}_])[Hh][Rr][ :=]{1,2}(?:[4-9]\p{Nd}|[12]\p{Nd}\p{Nd})(?!\p{Nd})|(?<![\p{L}\p{N}_.,/+])(?:[4-9]|[1-3]\p{Nd}|4[0-2])\+[0-6](?: ?(?:[Ww][Ee][Ee][Kk]|[Ww][Kk])[Ss]?)?(?![\p{L}\p{N}_/+])|(?<![\p{L}\p{N}_.,/+])(?:[4-9]|[1-3]\p{Nd}|4[0-2])[Ww](?:[Kk][Ss]?)?(?:\+?[0-6][Dd]?)?(?![\p{L}\p{N}_/+])|\+[Vv][Ee](?![\p{L}\p{N}_])|(?<![A-Za-z])-[Vv][Ee](?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_/])(?:[Dd]\/[Cc]|[Nn]\/[Vv])(?![\p{L}\p{N}_/'’`´])|(?!(?<=\p{Nd} )[13]\/[234](?![\p{Nd}/]))(?<!\p{Nd} [13]\/)\p{Nd}+(?:[.,]\p{Nd}+)*|(?:(?![½¼¾⅓⅔])[\p{L}\p{Nl}\p{No}])+(?:['’`´](?:(?![½¼¾⅓⅔])[\p{L}\p{Nl}\p{No}])+)*|[.!?;:,\n()…]/gu;
const SENTENCE_BREAKS = new Set(".!?\n…");
const isAlpha = (word) => /^\p{L}+$/u.test(word);
const isDecimal = (word) => /^\p{Nd}+$/u.test(word);
const isBreak = (word) => !/^[\p{L}\p{N}]/u.test(word);

const plain = (word) => {
  if (/^[\0-\x7f]*$/.test(word)) return word.toLowerCase().replace(/([a-z])\1{2,}/g, "$1$1");
  const folded = word.replace(/[’`´]/g, "'").normalize("NFKD").toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ");
  return folded.replace(/\p{Mn}/gu, "");
};

const PARTS_OF = { 7: "days", 52: "weeks", 12: "months" }, ALWAYS = "24/7";
const SIGNS = { "+ve": ["positive"], "-ve": ["negative"] };
const NOTED = /^(?:\p{Nd}{1,2}\/(?:7|12|52)|(?:[4-9]|[1-3]\p{Nd}|4[0-2])\+[0-6](?: ?(?:week|wk)s?)?|(?:[4-9]|[1-3]\p{Nd}|4[0-2])w(?:ks?)?(?:\+?[0-6]d?)?|[+-]ve|hr[ :=]{1,2}(?:[4-9]\p{Nd}|[12]\p{Nd}\p{Nd}))$/u;
const noted = (word) => {
  if (!NOTED.test(word)) return undefined;
  if (word.startsWith("hr")) return ["pulse", word.split(/[ :=]+/)[1]];
  if (SIGNS[word]) return SIGNS[word];
  if (/[w+]/.test(word)) return [word.split(/[w+]/)[0], "weeks"];
  const [count, parts] = word.split("/");
  return [count, word === ALWAYS ? parts : PARTS_OF[parts]];
};

const opened = (word, contractions) => {
  const known = contractions.get(word) ?? noted(word);
  if (known) return known;
  const at = word.lastIndexOf("'");
  if (at < 0) return [word];
  return [word.slice(at + 1) === "s" ? word.slice(0, at) : word.replaceAll("'", "")];
};

const tokens = (text, contractions) => {
  const found = [];
  for (const match of text.matchAll(PIECE)) {
    const end = match.index + match[0].length;
    for (const word of opened(plain(match[0]), contractions)) found.push({ word, start: match.index, end });
  }
  return found;
};

const undoubled = (word) => {
  const last = word.at(-1);
  return word.length > 3 && last === word.at(-2) && !"aeiouls".includes(last) ? word.slice(0, -1) : word;
};
const tidy = (word) => {
  if (word.length > 3 && word.endsWith("e")) return word.slice(0, -1);
  return word.length > 3 && word.endsWith("y") ? `${word.slice(0, -1)}i` : word;
};
const ENDINGS = [["ness", 4], ["ing", 3], ["edly", 4], ["ed", 3], ["ly", 4]];
const endsIn = (word, ...endings) => endings.some((ending) => word.endsWith(ending));

const WHOLE = new Set(["scared", "bubbly", "huge", "hugely", "tone", "tones", "nutted", "busting", "kidding", "ripe",
  "hardly", "barely", "lately", "monthly", "shortly", "highly", "firstly", "secondly", "lastly", "finely", "evening"]);
const stem = (word) => {
  if (word.length <= 3 || !isAlpha(word) || WHOLE.has(word)) return word;
  for (const [ending, least] of ENDINGS) {
    if (word.endsWith(ending) && word.length - ending.length >= least && !word.endsWith("eed")) {
      return tidy(undoubled(word.slice(0, -ending.length)));
    }
  }
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}i`;
  if (endsIn(word, "sses", "shes", "ches", "xes")) return word.slice(0, -2);
  return tidy(word.endsWith("s") && !endsIn(word, "ss", "us", "is") ? word.slice(0, -1) : word);
};

const MOST_LETTERS = 24, MOST_PARTS = 4, LEAST_LETTERS_OF_ONE = 7, LEAST_LETTERS_TO_TRUST = [0, 5, 9];
const SHORT_PARTS = new Set(["my", "no", "in", "is", "am", "at", "on", "to", "of", "it", "so", "me", "up", "if", "im"]);

const distance = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  const [a, b] = unlike(one, other);
  let older, before = [], row = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i += 1) {
    [older, before, row] = [before, row, [i]];
    for (let j = 1; j <= b.length; j += 1) {
      let cost = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, older[j - 2] + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most && Math.min(...before) >= most) return most + 1;
  }
  return Math.min(row.at(-1), most + 1);
};

const unlike = (a, b) => {
  const shorter = Math.min(a.length, b.length);
  let first = 0, last = 0;
  while (first < shorter && a[first] === b[first]) first += 1;
  while (last < shorter - first && a.at(-1 - last) === b.at(-1 - last)) last += 1;
  return [a.slice(first, a.length - last), b.slice(first, b.length - last)];
};

const slipsAllowed = (word) => (word.length < 4 ? 0 : word.length === 4 ? 1 : 2);
const mask = (word) => [...word].reduce((sum, letter) => sum | (1 << (letter.codePointAt(0) & 31)), 0);
const bitCount = (number) => {
  let count = 0;
  for (let left = number >>> 0; left; left &= left - 1) count += 1;
  return count;
};
const shortestFirst = (a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

class Speller {
  constructor(library, ordinary) {
    this.library = new Set(library);
    this.ordinary = new Set(ordinary);
    this.ends = undefined;
    this.found = new Map();
  }
  forget() { this.found.clear(); }
  knows(word) { return this.library.has(word) || this.ordinary.has(word) || !isAlpha(word); }
  repairs(word) {
    if (!this.found.has(word)) {
      this.found.set(word, word.length <= MOST_LETTERS ? this.undrawn(word) ?? this.near(word) : []);
    }
    return this.found.get(word);
  }
  near(word) {
    const near = this.nearest(word, slipsAllowed(word));
    const alike = near.filter((other) => other[0] === word[0]);
    return alike.length ? alike : near;
  }
  undrawn(word) {
    const doubled = [...[...word].keys()].filter((at) => word.length > 3 && at > 0 && word[at] === word[at - 1] && "aeiou".includes(word[at]));
    const known = doubled.map((at) => word.slice(0, at) + word.slice(at + 1)).filter((other) => this.knows(other));
    return known.length ? [...new Set(known)] : undefined;
  }
  trusts(word) {
    if (this.knows(word) || word.length > MOST_LETTERS) return true;
    const repairs = this.repairs(word);
    const slips = repairs.length ? distance(word, repairs[0], 2) : 0;
    const least = LEAST_LETTERS_TO_TRUST[slips] - (slips === 1 && repairs.length === 1);
    return word.length >= least && repairs.every((other) => other[0] === word[0]);
  }
  neighbours(word) {
    const near = word.length >= 5 && word.length <= MOST_LETTERS ? this.nearest(word, 1) : [];
    return near.filter((other) => other[0] === word[0]);
  }
  nearest(word, most) {
    if (this.library.has(word)) return [word];
    for (let slips = 1; slips <= most; slips += 1) {
      const found = new Set(this.candidates(word, slips).filter((near) => distance(word, near, slips) === slips));
      if (found.size) return [...found].sort(shortestFirst);
    }
    return [];
  }
  candidates(word, slips) {
    const letters = mask(word), found = [];
    this.ends ??= this.byEnds();
    for (let length = word.length - slips; length <= word.length + slips; length += 1) {
      const most = 2 * slips - Math.abs(length - word.length);
      for (const key of [`${length}${word[0]}-`, `${length}-${word.at(-1)}`]) {
        for (const [near, others] of this.ends.get(key) ?? []) if (bitCount(letters ^ others) <= most) found.push(near);
      }
    }
    return found;
  }
  byEnds() {
    const ends = new Map();
    for (const known of this.library) {
      for (const key of [`${known.length}${known[0]}-`, `${known.length}-${known.at(-1)}`]) {
        if (!ends.has(key)) ends.set(key, []);
        ends.get(key).push([known, mask(known)]);
      }
    }
    return ends;
  }
  parts(word, most = MOST_PARTS) {
    if (most === MOST_PARTS && (word.length > MOST_LETTERS + 12 || word.length < 5 || this.isNear(word))) return [];
    const options = [];
    for (let cut = 2; cut < word.length - 1; cut += 1) {
      const head = word.slice(0, cut), tail = word.slice(cut);
      if (!this.isPart(head)) continue;
      if (this.isPart(tail)) { options.push([head, tail]); continue; }
      const rest = most > 2 && tail.length >= 4 ? this.parts(tail, most - 1) : [];
      if (rest.length) options.push([head, ...rest]);
    }
    return options.reduce((best, option) => (best.length && !isWorthMore(option, best) ? best : option), []);
  }
  isNear(word) {
    if (word.length < LEAST_LETTERS_OF_ONE || word.length > MOST_LETTERS) return false;
    return this.nearest(word, 1).some((other) => other[0] === word[0]);
  }
  isPart(word) { return word.length > 2 ? this.library.has(word) : SHORT_PARTS.has(word); }
}
const shortest = (parts) => Math.min(...parts.map((part) => part.length));
const isWorthMore = (parts, others) =>
  parts.length < others.length || (parts.length === others.length && shortest(parts) > shortest(others));

// Reading: text/reading.py and text/cues.py again. Text becomes items: words repaired, idioms joined, synonyms made one.
const DENIALS = new Set(["not", "never", "cannot"]);
const LONG_TEXT = 40, FEWEST_STRANGE = 25, MEASURE_REACH = 4, MEASURE_REACH_AFTER = 2, REACH_OF_TWO = 8; const OVER = "over";
const holdsAny = (set, values) => values.some((value) => set.has(value));
const shares = (some, others) => some.some((one) => others.includes(one));

class Lexicon {
  constructor(cues, words) {
    this.cues = cues;
    this.contractions = new Map(cues.contractions.map(([short, long]) => [plain(short), long.split(/\s+/)]));
    this.small = new Set(cues.small_words);
    this.speller = new Speller(words.library.split(" "), words.ordinary.split(" "));
    this.counts = new CountMender(this.contractions, this.speller);
    this.single = new Map(Object.entries(words.single));
    this.idioms = new Map(Object.entries(words.idioms));
    this.broader = new Map(Object.entries(words.broader));
    this.units = new Set(cues.units);
    this.measuredBy = new Set(cues.measures.flatMap((measure) => measure.words));
  }
  concept(word) { return this.single.get(stem(word)) ?? stem(word); }
  read(text) {
    const repaired = this.repaired(text);
    const row = this.isWellSpelt(repaired) ? repaired.map(([token, readings]) => [token, readings, []]) : repaired;
    const items = this.placed(this.joined(row));
    for (const item of items) item.isGuess = this.isGuess(item);
    this.measure(items);
    return items;
  }
  isWellSpelt(row) {
    const words = row.map(([{ word }]) => word).filter(isAlpha);
    const strange = words.filter((word) => !this.speller.knows(word));
    return words.length >= LONG_TEXT && strange.length * FEWEST_STRANGE <= words.length;
  }
  forget() { this.speller.forget(); }

  repaired(text) {
    const row = [];
    const put = (token, word, readings, weak) => row.push([{ ...token, word }, readings, weak]);
    for (const token of this.counts.mended(tokens(text, this.contractions))) {
      const { word } = token;
      if (isBreak(word) || this.speller.knows(word) || this.single.has(stem(word))) {
        put(token, word, [word], this.mayBeSlip(word) ? this.speller.neighbours(word) : []);
        continue;
      }
      const parts = this.speller.parts(word);
      for (const part of parts) for (const one of this.contractions.get(part) ?? [part]) put(token, one, [one], []);
      if (parts.length) continue;
      const repairs = this.speller.repairs(word);
      const [first, ...others] = repairs.length ? this.contractions.get(repairs[0]) ?? [repairs[0]] : [word];
      put(token, word, [first, ...repairs.slice(1)], []);
      for (const one of others) put(token, one, [one], []);
    }
    return row;
  }
  mayBeSlip(word) { return isAlpha(word) && !this.speller.library.has(word) && !this.small.has(word); }

  joined(row) {
    const stems = row.map(([, readings]) => readings.map(stem));
    const joined = [];
    for (let index = 0; index < row.length;) {
      const [token, readings, weak] = row[index];
      const [size, concept] = this.idiomAt(stems, index);
      if (size) {
        const parts = row.slice(index, index + size).map(([part]) => part);
        const whole = { word: parts.map(({ word }) => word).join(" "), start: token.start, end: parts.at(-1).end };
        joined.push([whole, this.withBroader(concept), [], [whole.word]]);
      } else {
        const meant = readings.flatMap((word) => this.withBroader(this.concept(word)));
        joined.push([token, [...new Set(meant)], weak.map((word) => this.concept(word)), readings]);
      }
      index += size || 1;
    }
    return joined;
  }
  withBroader(concept) { return [concept, ...(this.broader.get(concept) ?? [])]; }
  idiomAt(stems, index) {
    if (index + 1 === stems.length) return [0];
    for (const [idiom, concept] of stems[index].flatMap((first) => this.idioms.get(first) ?? [])) {
      if (idiom.every((part, place) => stems[index + place]?.includes(part))) return [idiom.length, concept];
    }
    return [0];
  }

  placed(row) {
    let place = -1, sentence = 0;
    return row.map(([token, concepts, weak, readings]) => {
      if (isBreak(token.word)) {
        const item = { ...token, concepts: [], weak: [], place: Math.max(place, 0), sentence, isSmall: false, isBreak: true };
        sentence += SENTENCE_BREAKS.has(token.word);
        return item;
      }
      const isSmall = readings.every((word) => this.small.has(word)) && !holdsAny(DENIALS, concepts);
      place += !isSmall;
      return { ...token, concepts, weak, place: Math.max(place, 0), sentence, isSmall, isBreak: false };
    });
  }
  isGuess(item) {
    if (item.isBreak) return false;
    return item.word.split(" ").some((part) => !this.single.has(stem(part)) && !this.speller.trusts(part));
  }
  measure(items) {
    const values = items.map((_, index) => spokenValue(items, index));
    items.forEach((item, index) => {
      const value = values[index];
      if (value === undefined || values[upperOf(items, index)] !== undefined) return;
      const word = measureWord(items, index, this.measuredBy) ?? (this.isAlone(items, index) ? ALONE : undefined);
      const of = (name) => this.cues.measures.find((m) => m.words.includes(name) && m.low <= value && value <= m.high);
      const measure = of(word) ?? (this.isPair(items, index, values) ? of(PAIR) : undefined);
      if (measure) items[index] = { ...item, concepts: this.withBroader(measure.concept) };
    });
  }
  isPair(items, index, values) {
    const place = lowerOf(items, index), upper = values[index], lower = values[place], then = items[place + 1];
    return lower !== undefined && upper <= MOST_UPPER && LEAST_LOWER <= lower && lower <= upper - LEAST_APART
      && !(then && then.word !== MMHG && this.units.has(then.word));
  }
  isAlone(items, index) {
    const [before, after] = [items[index - 1], items[index + 1]];
    const isOpen = !before || before.isBreak || before.isSmall;
    return !/^[0-9]+$/.test(items[index].word) && isOpen && !(after && this.units.has(after.word));
  }
}

const ALONE = "(alone)";  // in the place of the word that says what a number measures, where there is none
const PAIR = "(pair)", MOST_UPPER = 230, LEAST_LOWER = 80, LEAST_APART = 30;  // two numbers as a blood pressure stands
const MARK = 3, MMHG = "mm", ONE = "one";  // letters of a mark between two numbers; "one fifty over ninety"
const spokenValue = (items, index) => {
  const { word, start, end } = items[index], value = valueOf(word);
  const isSpoken = word.length < end - start && Number.isInteger(value) && value >= 10 && value < 100;
  return isSpoken && items[index - 1]?.word === ONE ? value + 100 : value;
};
const lowerOf = (items, index) => {
  const at = index + 1, place = at + DIGITS_TOLD.has(items[at]?.word), next = items[place];
  if (next?.word === OVER) return place + 1 + (items[place + 1]?.word === ONE);
  const gap = next ? next.start - items[index].end : 0;
  return gap >= 1 && gap <= MARK ? place : items.length;
};
const isTwo = (items, index) => {  // as a pressure that is not high
  const place = lowerOf(items, index), upper = spokenValue(items, index);
  const lower = place < items.length ? spokenValue(items, place) : undefined;
  return Number.isInteger(upper) && upper >= 90 && upper < 140 && lower !== undefined && lower >= 40 && lower <= upper - 20;
};
const upperOf = (items, index) => {
  index -= 1;
  index -= index > 0 && items[index].word === ONE;
  return index > 0 && items[index].word === OVER ? index - 1 : index;
};
const valueOf = (word) => {
  const plainNumber = word.replaceAll(",", ".");
  return /^[0-9]+$/.test(plainNumber.replace(".", "")) ? Number(plainNumber) : undefined;
};
const measureWord = (items, index, known) => {
  const places = [], reach = isTwo(items, index) ? REACH_OF_TWO : MEASURE_REACH;
  for (let place = index - 1; place >= Math.max(0, index - reach); place -= 1) places.push(place);
  for (let place = index + 1; place < Math.min(items.length, index + 1 + MEASURE_REACH_AFTER); place += 1) places.push(place);
  for (const place of places) {
    const found = [items[place].word, ...items[place].concepts].find((name) => known.has(name));
    if (found !== undefined) return found;
  }
  return undefined;
};

// Cue phrases as spans [first item, last item], by kind.
class CueFinder {
  constructor(kinds) {
    this.kinds = Object.keys(kinds);
    this.byFirst = new Map();
    for (const [kind, phrases] of Object.entries(kinds)) {
      for (const phrase of phrases) {
        const words = phrase.split(/\s+/);
        if (!this.byFirst.has(words[0])) this.byFirst.set(words[0], []);
        this.byFirst.get(words[0]).push([words, kind]);
      }
    }
  }
  find(items) {
    const flat = items.flatMap((item, index) => item.word.split(" ").map((word) => [word, index]));
    const spans = Object.fromEntries(this.kinds.map((kind) => [kind, []]));
    flat.forEach(([word, index], start) => {
      for (const [phrase, kind] of this.byFirst.get(word) ?? []) {
        if (phrase.every((part, place) => part === flat[start + place]?.[0])) {
          spans[kind].push([index, flat[start + phrase.length - 1][1]]);
        }
      }
    });
    return spans;
  }
}

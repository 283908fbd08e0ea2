// Phrases: text/phrases.py again. The library's word groups are found in read text, all words close together.
const SPARE_WORDS = 3, SPARE_SMALL_WORDS = 1;
const OPEN_DENIALS = new Set(["no", "not", "without"]);
const TIMES = new Set(["minute", "hour", "day", "week", "month", "year"].flatMap((unit) => [unit, `${unit}s`]));
const DENIAL_ENDS = ["and", "but"], WHENS = ["when", "while", "if"], INABILITY = "cannot";
const DATED = new Set([
  "day", "week", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
  "december", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
]);
const isDenial = (slot) => holdsAny(DENIALS, slot);

class PhraseBook {
  constructor(table) {
    this.table = new Map(Object.entries(table));
    this.made = new Map();
  }
  at(concept) {
    if (!this.made.has(concept)) {
      this.made.set(concept, (this.table.get(concept) ?? []).map(([owner, slots, anchor, isLiteral]) => (
        { owner, slots, anchor, isLiteral, isOrdered: slots.some(isDenial) })));
    }
    return this.made.get(concept);
  }
  find(items) {
    const row = new Row(items);
    const mentions = new Map();
    items.forEach((item, index) => {
      for (const concept of [...item.concepts, ...item.weak]) {
        for (const phrase of this.at(concept)) {
          if (!row.mayHold(phrase.slots)) continue;
          const found = row.match(phrase, phrase.anchor, index, !item.concepts.includes(concept));
          if (found) mentions.set(`${found.owner} ${found.items} ${found.isSure}`, found);
        }
      }
    });
    return [...mentions.values()];
  }
}

const mentionOf = (owner, items, isSure) => ({ owner, items, isSure, first: Math.min(...items), last: Math.max(...items) });

class Row {
  constructor(items) {
    this.items = items;
    this.strong = new Map();
    this.weak = new Map();
    const put = (map, concept, index) => { if (map.has(concept)) map.get(concept).push(index); else map.set(concept, [index]); };
    items.forEach((item, index) => {
      for (const concept of item.concepts) put(this.strong, concept, index);
      for (const concept of item.weak) put(this.weak, concept, index);
    });
  }
  mayHold(slots) { return slots.every((slot) => slot.some((concept) => this.strong.has(concept) || this.weak.has(concept))); }
  match(phrase, anchor, index, isWeak) {
    if (phrase.isLiteral) return isWeak ? undefined : this.literal(phrase, anchor, index);
    if (isWeak && phrase.slots.length < 2) return undefined;
    const { word, isGuess } = this.items[index];
    if (phrase.slots.length === 1 && !isDecimal(word)) return mentionOf(phrase.owner, [index], !isGuess);
    const chosen = this.chosen(phrase, anchor, index, !isWeak);
    if (!chosen || (phrase.isOrdered && !this.isInOrder(phrase, chosen))) return undefined;
    if (this.spread(chosen) > phrase.slots.length + SPARE_WORDS) return undefined;
    return mentionOf(phrase.owner, chosen, this.isSure(phrase, chosen));
  }
  spread(chosen) { return this.items[Math.max(...chosen)].place - this.items[Math.min(...chosen)].place + 1; }
  isSure(phrase, chosen) {
    const asRead = phrase.slots.every((slot, number) => shares(slot, this.items[chosen[number]].concepts));
    const guesses = chosen.filter((place) => this.items[place].isGuess).length;
    const isClose = this.spread(chosen) <= chosen.length + (chosen.length < 3 ? 2 : 3);
    const isWhole = this.isList(chosen) || !this.hasBreak(chosen);
    const isBorneOut = guesses === 0 || (guesses === 1 && chosen.length > 1);
    return asRead && isBorneOut && isClose && isWhole && !this.borrows(chosen);
  }
  hasBreak(chosen) { return this.items.slice(Math.min(...chosen), Math.max(...chosen)).some((item) => item.isBreak); }
  borrows(chosen) {
    return chosen.some((i) => isDecimal(this.items[i].word) && ![-1, ...chosen].includes(this.timeAt(i)));
  }
  timeAt(number) {
    const then = this.items[number + 1]?.word;
    if (TIMES.has(then) || then === "pm") return number + 1;
    return number > 0 && DATED.has(this.items[number - 1].word) ? number - 1 : -1;
  }
  isList(chosen) {
    let run = 0;
    for (let i = Math.min(...chosen) + 1; i < Math.max(...chosen); i += 1) {
      const item = this.items[i];
      if (item.isBreak && item.word !== ",") return false;
      run = item.isBreak ? 0 : run + (!item.isSmall && !chosen.includes(i));
      if (run > 1) return false;
    }
    return true;
  }
  isInOrder(phrase, chosen) {
    if (chosen.some((place, number) => number > 0 && place < chosen[number - 1])) return false;
    const nots = phrase.slots.flatMap((slot, number) => (isDenial(slot) ? [number] : []));
    if (nots.at(-1) === chosen.length - 1 && this.begins(chosen.at(-2), chosen.at(-1))) return false;
    return nots.every((number) => number + 1 >= chosen.length || this.denies(chosen[number], chosen[number + 1]));
  }
  begins(before, denial) {
    return OPEN_DENIALS.has(this.items[denial].word) && this.items.slice(before, denial).some((item) => item.isBreak);
  }
  denies(first, then) {
    const between = this.items.slice(first + 1, then);
    const ends = this.items[first].concepts.includes(INABILITY) ? DENIAL_ENDS : [...DENIAL_ENDS, ...WHENS];
    const isOne = !between.some((item) => item.isBreak || ends.includes(item.word));
    return isOne && this.items[then].place - this.items[first].place <= 1;
  }
  chosen(phrase, anchor, index, mayBeWeak) {
    const chosen = new Map([[anchor, index]]);
    const here = this.items[index].place;
    for (let number = 0; number < phrase.slots.length; number += 1) {
      if (number === anchor) continue;
      const taken = new Set(chosen.values());
      const free = (positions) => this.near(phrase.slots[number], index, positions, phrase.slots.length).filter((i) => !taken.has(i));
      let near = free(this.strong);
      if (!near.length && mayBeWeak) { near = free(this.weak); mayBeWeak = false; }
      if (phrase.isOrdered) near = near.filter((i) => (i > index) === (number > anchor));
      if (!near.length) return undefined;
      const far = (i) => Math.abs(this.items[i].place - here);
      chosen.set(number, near.reduce((best, i) => (far(i) < far(best) ? i : best)));
    }
    return phrase.slots.map((_, number) => chosen.get(number));
  }
  near(slot, index, positions, size) {
    const here = this.items[index];
    return slot.flatMap((concept) => (positions.get(concept) ?? []).filter((place) => {
      const item = this.items[place];
      return item.sentence === here.sentence && Math.abs(item.place - here.place) < size + SPARE_WORDS;
    }));
  }
  literal(phrase, anchor, index) {
    const row = [];
    row[anchor] = index;
    for (const step of [-1, 1]) {
      let place = index;
      for (let number = anchor + step; number >= 0 && number < phrase.slots.length; number += step) {
        place = this.next(place, step, phrase.slots[number]);
        if (place < 0) return undefined;
        row[number] = place;
      }
    }
    for (let i = row[0]; i < row.at(-1); i += 1) if (!row.includes(i) && !this.items[i].isSmall) return undefined;
    return mentionOf(phrase.owner, row, !row.some((i) => this.items[i].isGuess));
  }
  next(place, step, slot) {
    for (let gap = 1; gap <= SPARE_SMALL_WORDS + 1; gap += 1) {
      const item = this.items[place + step * gap];
      if (item && item.concepts.some((concept) => slot.includes(concept))) return place + step * gap;
    }
    return -1;
  }
}

// Counts: text/counts.py again. A word beside a number, one slip from a time or a number, is read as it.
const LEAST_LETTERS = 4;
const COUNT_TENS = new Set(["20", "30", "40", "50", "60", "70", "80", "90"]), DIGITS_TOLD = new Set("123456789");
const WEES = new Set(["wee", "wees"]), FEWEST_WEES = 20, MOST_WEES = 45;
const A_TIME = new Set([
  "a", "an", "per", "each", "every", "in", "today", "yesterday", "last", "at", "over", "before", "during",
]);
const nearWords = (word, known) => [...known].sort().filter((other) => other[0] === word[0] && distance(word, other, 1) === 1);

class CountMender {
  constructor(contractions, speller) {
    this.speller = speller;
    this.figures = new Map();
    for (const [word, long] of contractions) if (long.length === 1 && isDecimal(long[0])) this.figures.set(word, long[0]);
  }
  mended(row) {
    const words = row.map(({ word }) => word);
    if (words.some(isDecimal)) for (let place = 1; place < words.length; place += 1) words[place] = this.time(words, place);
    for (let place = 0; place < words.length - 1; place += 1) words[place] = this.figure(words, place);
    return row.map((token, place) => ({ ...token, word: words[place] }));
  }
  time(words, place) {
    const word = words[place], number = words[place - 1];
    if (!(isDecimal(number) && isAlpha(word)) || TIMES.has(word)) return word;
    if (WEES.has(word)) {
      const isMany = Number(number) >= FEWEST_WEES && Number(number) <= MOST_WEES;
      return isMany && !A_TIME.has(words[place + 1]) ? "weeks" : word;
    }
    const isMeant = word.length < LEAST_LETTERS || this.speller.library.has(word);
    return (isMeant ? [] : nearWords(word, TIMES))[0] ?? word;
  }
  figure(words, place) {
    const word = words[place], then = words[place + 1];
    if (!(TIMES.has(then) || DIGITS_TOLD.has(then)) || word.length < LEAST_LETTERS || !isAlpha(word)) return word;
    const isParted = place > 0 && COUNT_TENS.has(words[place - 1]) && TIMES.has(then);
    if (this.speller.knows(word) && !isParted) return word;
    const near = [...new Set(nearWords(word, this.figures.keys()).map((known) => this.figures.get(known)))];
    const wanted = isParted ? near.filter((figure) => DIGITS_TOLD.has(figure)) : near;
    const fitting = DIGITS_TOLD.has(then) ? wanted.filter((figure) => COUNT_TENS.has(figure)) : wanted;
    return fitting.length === 1 ? fitting[0] : word;
  }
}

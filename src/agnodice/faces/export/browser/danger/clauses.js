// Clauses: text/clauses.py again. Where a text without any punctuation begins anew.
const FEWEST_WORDS = 12, WORDS_A_CAPITAL = 4, NAME_REACH = 3;
const CLAUSE_VERBS = new Set(["is", "are", "was", "were", "feels", "looks"]);
const OPEN_A_NAME = new Set(["my", "her", "his", "our", "the", "this", "both"]);
const lacksStops = (items) => items.filter((item) => !item.isBreak).length >= FEWEST_WORDS
  && items.every((item) => !item.isBreak || item.start === item.end);
const subjectsOf = (items) => items.flatMap((item, index) => {
  if (index < NAME_REACH || !CLAUSE_VERBS.has(item.word) || items[index - 1].isSmall) return [];
  return [[1, 2, 3].map((step) => index - step).find((place) => OPEN_A_NAME.has(items[place].word)) ?? index - 1];
});

class ClauseOpener {
  constructor(cues) {
    this.finder = new CueFinder({ openers: cues.openers });
    this.leads = new Set(cues.leads);
  }
  opened(text, items) {
    if (items.length < FEWEST_WORDS || items.some((item) => item.isBreak)) return items;
    const stops = this.stops(text, items);
    let sentence = 0;
    return items.flatMap((item, index) => {
      const word = stops.get(index);
      if (!word) return [{ ...item, sentence }];
      const { place } = items[index - 1];
      const stop = { word, concepts: [], weak: [], start: item.start, end: item.start, place, sentence, isSmall: false, isBreak: true };
      sentence += word === ".";
      return [stop, { ...item, sentence }];
    });
  }
  stops(text, items) {
    const capitals = [...items.keys()].filter((index) => hasCapital(text, items[index]));
    const isTelling = capitals.length * WORDS_A_CAPITAL <= items.length;
    const commas = [...this.finder.find(items).openers.map(([first]) => first), ...subjectsOf(items)];
    const stops = new Map(commas.map((index) => [index, ","]));
    for (const index of isTelling ? capitals : []) stops.set(index, ".");
    for (const index of [...stops.keys()]) if (!index || this.leadsOn(items[index - 1])) stops.delete(index);
    return stops;
  }
  leadsOn({ word }) { return this.leads.has(word.split(" ").at(-1)); }
}

const DAYS = new Set(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]);  // always written so
const hasCapital = (text, { word, start, end }) => !DAYS.has(word) && /^[A-Z][a-z]+(?: +[a-z]+)*$/.test(text.slice(start, end));

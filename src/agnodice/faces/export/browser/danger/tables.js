// Opens two of the tables that travel apart (cargo.py): the words, and the phrases by the concepts of their rarest slot.
const openedList = (text) => {
  let word = "";
  return [...text.matchAll(/(\d)([^\d]*)/g)].map(([, shared, rest]) => (word = word.slice(0, shared) + rest)).join(" ");
};
const openedWords = (packed) => ({ ...packed, library: openedList(packed.library), ordinary: openedList(packed.ordinary) });
const openedPhrases = (packed) => {
  const table = {};
  for (const [owner, ...rows] of packed) {
    for (const [slots, place, isLiteral] of rows) {
      for (const concept of slots[place]) (table[concept] ??= []).push([owner, slots, place, Boolean(isLiteral)]);
    }
  }
  return table;
};

// Opens the tables that travel apart (cargo.py): the words, the cues, and the phrases by the concepts of their rarest slot.
const openedList = (text) => {
  let word = "";
  return [...text.matchAll(/(\d)([^\d]*)/g)].map(([, shared, rest]) => (word = word.slice(0, shared) + rest)).join(" ");
};
const openedWords = (packed) => ({ ...packed, library: openedList(packed.library), ordinary: openedList(packed.ordinary) });
const openedCues = (packed) => {
  if (Array.isArray(packed)) return packed.map(openedCues);
  if (typeof packed === "object" && packed) return Object.fromEntries(Object.entries(packed).map(([name, cues]) => [name, openedCues(cues)]));
  if (typeof packed !== "string" || !packed.startsWith("\n")) return packed;
  let cue = "";
  return packed.slice(1).split("\n").map((line) => (cue = cue.slice(0, line.charCodeAt(0) - 65) + line.slice(1)));
};
const phraseRows = (packed) => packed.slice(1).split("\n=").map((told) => {
  const [owner, ...lines] = told.split("\n");
  return [owner, ...lines.map((line) => {
    const slots = line.replace("!", "").split(" ");
    return [slots.map((slot) => slot.replace("*", "").split("/")), slots.findIndex((slot) => slot.startsWith("*")), line.endsWith("!") ? 1 : 0];
  })];
});
const openedPhrases = (packed) => {
  const table = {};
  for (const [owner, ...rows] of phraseRows(packed)) {
    for (const [slots, place, isLiteral] of rows) {
      for (const concept of slots[place]) (table[concept] ??= []).push([owner, slots, place, Boolean(isLiteral)]);
    }
  }
  return table;
};

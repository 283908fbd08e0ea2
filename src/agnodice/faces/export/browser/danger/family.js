// Family: text/family.py again. Whether a text tells of the family: in a note's sentence that begins so, or right behind.
const BEHIND_KIN = 2, OF_HER = new Set(["she", "patient", "i", "my"]);
const KIN_LEADS = new Set([
  "her", "his", "a", "an", "the", "one", "two", "both", "several", "older", "younger", "elder", "maternal", "paternal",
  "first", "second", "degree", "half", "and", "family", "history", ":",
]);
const KIN_TELLS = new Set(["had", "has", "have", "died", "with", "was", "were", "lost", "needed", "takes", "also", "and", ":"]);

const isOfFamily = (mention, parts) => {
  const names = parts.inSentence("kin_names", mention.first);
  if (names.some((span) => isRightBehind(span, mention, parts))) return true;
  return parts.cues.notes.length > 0 && names.some((span) => opensFamily(span, mention, parts));
};

const isRightBehind = (span, mention, parts) => {
  const ahead = firstLead(span[0], parts) - 1;
  return ahead >= 0 && parts.items[ahead].word === "in" && ahead > mention.last && ahead - mention.last <= BEHIND_KIN;
};

const opensFamily = (span, mention, parts) => {
  const sentence = parts.sentenceOf(mention.first);
  if (firstLead(span[0], parts) !== sentence[0] || span[1] >= mention.first) return false;
  if (!KIN_TELLS.has(parts.items[span[1] + 1].word.split(" ")[0])) return false;
  const told = parts.items.slice(span[1] + 1, mention.last + 1).flatMap((item) => item.word.split(" "));
  return !told.some((word) => OF_HER.has(word)) && parts.within("recent", sentence).length === 0;
};

const firstLead = (index, parts) => {
  const here = parts.items[index].sentence;
  let first = index;
  while (first > 0 && parts.items[first - 1].sentence === here && KIN_LEADS.has(parts.items[first - 1].word)) first -= 1;
  return first;
};

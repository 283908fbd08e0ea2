// Family: text/family.py again. Whether a text tells of the family: in a note's sentence that begins so, or right behind.
const BEHIND_KIN = 2, OF_HER = new Set(["she", "patient", "i", "my"]);
const KIN_LEADS = new Set([
  "her", "his", "a", "an", "the", "one", "two", "both", "several", "older", "younger", "elder", "maternal", "paternal",
  "first", "second", "degree", "half", "and", "family", "history", ":",
]);
const KIN_TELLS = new Set(["had", "has", "have", "died", "with", "was", "were", "lost", "needed", "takes", "also", "and", ":"]);

const PATIENTS = new Set(["mother", "mum"]), THEIRS = new Set(["her", "his"]), AGE_DIGITS = 2;

const isOfFamily = (mention, parts) => parts.inSentence("kin_names", mention.first)
  .some((span) => isRightBehind(span, mention, parts) || opensFamily(span, mention, parts));

const isRightBehind = (span, mention, parts) => {
  const ahead = firstLead(span[0], parts) - 1;
  const isBehind = ahead >= 0 && parts.items[ahead].word === "in" && ahead > mention.last && ahead - mention.last <= BEHIND_KIN;
  return isBehind && !mayBePatient(span, parts);
};

const opensFamily = (span, mention, parts) => {
  const sentence = parts.sentenceOf(mention.first);
  if (firstLead(span[0], parts) !== sentence[0] || span[1] >= mention.first) return false;
  const isNote = parts.cues.notes.some(([, last]) => last < sentence[0]);
  const kin = parts.items[span[1]], owns = kin.end - kin.start === kin.word.length + "'s".length;
  if (!isNote || !(owns || KIN_TELLS.has(parts.items[span[1] + 1].word.split(" ")[0]))) return false;
  if (mayBePatient(span, parts) && !tellsAge(sentence, parts)) return false;
  const told = parts.items.slice(span[1] + 1, mention.last + 1).flatMap((item) => item.word.split(" "));
  return !told.some((word) => OF_HER.has(word)) && parts.within("recent", sentence).length === 0;
};

const mayBePatient = (span, parts) => {
  const leads = parts.items.slice(firstLead(span[0], parts), span[0]);
  return PATIENTS.has(parts.items[span[0]].word) && !leads.some(({ word }) => THEIRS.has(word));
};

const tellsAge = ([first, last], parts) => {
  const words = [...parts.items.slice(first, last + 1).map(({ word }) => word), ""];
  return words.some((word, at) => word === "at" && at + 2 < words.length && isDecimal(words[at + 1])
    && words[at + 1].length === AGE_DIGITS && !TIME_UNITS.has(words[at + 2]));
};

const firstLead = (index, parts) => {
  const here = parts.items[index].sentence;
  let first = index;
  while (first > 0 && parts.items[first - 1].sentence === here && KIN_LEADS.has(parts.items[first - 1].word)) first -= 1;
  return first;
};

// Family: text/family.py again. Whether a text tells of the family: in a note's sentence that begins so, or right behind.
const BEHIND_KIN = 2, OF_HER = new Set(["she", "patient", "i", "my"]);

const isOfFamily = (mention, parts) => {
  const behind = parts.inSentence("in_kin", mention.last);
  if (behind.some(([first]) => first > mention.last && first - mention.last <= BEHIND_KIN)) return true;
  return parts.cues.notes.length > 0 && parts.inSentence("note_kin", mention.first).some((span) => opensFamily(span, mention, parts));
};

const opensFamily = (span, mention, parts) => {
  const sentence = parts.sentenceOf(mention.first);
  const told = parts.items.slice(span[1] + 1, mention.last + 1).flatMap((item) => item.word.split(" "));
  const isHers = told.some((word) => OF_HER.has(word)) || parts.within("recent", sentence).length > 0;
  return span[0] === sentence[0] && span[1] < mention.first && !isHers;
};

// Bygone: safety/bygone.py again. Whether weeks that a text tells are those of an earlier pregnancy.
const AGAIN = new Set(["again", "same", "too", "also"]);
const isOfEarlier = (date, items, cues) => {
  let { first, last } = date;
  while (first && !items[first - 1].isBreak) first -= 1;
  while (last + 1 < items.length && !items[last + 1].isBreak) last += 1;
  const turn = turnOf(date, items, cues), told = wordsIn(items, first, Math.min(last + 1, turn));
  const said = told.map(([word]) => word).join(" ");
  const holds = (words, kind) => kind.some((cue) => ` ${words} `.includes(` ${cue} `));
  if (!holds(said, cues.tells_then) || holds(said.split(" who ")[0], cues.tells_now)) return false;
  if (holds(said, cues.earlier) || freeSpans(cues.long_past, told).length) return true;
  return turn < items.length && holds(said, cues.maybe_earlier);
};
const turnOf = (date, items, cues) => {
  const most = items[date.last].sentence + TURN_REACH;
  const end = items.findIndex((item, i) => i > date.last && item.sentence > most);
  const behind = wordsIn(items, date.last + 1, end < 0 ? items.length : end);
  const turns = freeSpans(cues.turns_to_now.filter((cue) => !cues.maybe_earlier.includes(cue)), behind);
  const isTurned = (place) => turns.some(([first, last]) => first <= place && place <= last);
  if (!turns.length || behind.some(([word], place) => AGAIN.has(word) && !isTurned(place))) return items.length;
  return behind[Math.min(...turns.map(([first]) => first))][1];
};
const CHILD_REACH = 3, OLDEST_CHILD = 30;
const isOfChild = ({ first, last, value }, items, cues) => {
  const near = new Set(wordsIn(items, Math.max(0, last - CHILD_REACH), last).map(([word]) => word));
  if (value > OLDEST_CHILD || !holdsAny(near, [...OF_CHILD]) || near.has("i")) return false;
  const before = ` ${wordsIn(items, 0, first).map(([word]) => word).join(" ")} `;
  return [...cues.maybe_earlier, ...cues.earlier].some((cue) => before.includes(` ${cue} `));
};
const wordsIn = (items, first, end) => range(first, end).flatMap((i) => items[i].word.split(" ").map((word) => [word, i]));
const freeSpans = (cues, words) => cues.flatMap((cue) => {
  const parts = cue.split(" ");
  const isAt = (first) => parts.every((part, step) => words[first + step]?.[0] === part);
  const isFree = (first) => {
    const then = words[first + parts.length]?.[0];
    return then === undefined || !isUnit(then) || then.startsWith("year");
  };
  return range(0, words.length).filter((first) => isAt(first) && isFree(first)).map((first) => [first, first + parts.length - 1]);
});

// Parts: text/parts.py again. A sentence from one border to the next, with the cues in it and the tense it tells in.
const range = (first, end) => Array.from({ length: Math.max(0, end - first) }, (_, step) => first + step);
const isSameSpan = (a, b) => a[0] === b[0] && a[1] === b[1];
const BRIDGE = "after", ASKED_REACH = 4;
const MODALS = new Set(["can", "could", "may", "might", "will", "would", "should", "do", "does"]);
const ASKING_SUBJECTS = new Set(["i", "you", "she", "he", "it", "we", "they", "that", "who"]);

class Parts {
  constructor(items, cues) {
    Object.assign(this, { items, cues });
    this.breakers = new Set(cues.breakers.flatMap(([first, last]) => range(first, last + 1)));
  }
  inSentence(kind, index) {
    return this.cues[kind].filter((span) => this.items[span[0]].sentence === this.items[index].sentence);
  }
  sentenceOf(index) {
    const isHere = (item) => item.sentence === this.items[index].sentence;
    return [this.items.findIndex(isHere), this.items.findLastIndex(isHere)];
  }
  within(kind, [first, last]) { return this.cues[kind].filter((span) => first <= span[0] && span[0] <= last); }
  around(first, last, bridged = false) {
    const here = this.items[first].sentence;
    const isIn = (i) => this.items[i].sentence === here && !this.cuts(i, bridged);
    while (first > 0 && isIn(first - 1)) first -= 1;
    while (this.breakers.has(first - 1) && !this.items[first - 1].isBreak) first -= 1;
    while (last + 1 < this.items.length && isIn(last + 1)) last += 1;
    return [first, last];
  }
  opensPart(index) { return index > 0 && this.cuts(index - 1, false); }
  cuts(index, bridged) {
    if (bridged && this.items[index].word === BRIDGE) return false;
    return this.breakers.has(index) || this.items[index].isBreak;
  }
  isBeforeUnit([, last]) {
    const idiom = this.items[last].word.split(" ").slice(1).join(" ");
    return TIME_UNITS.has(idiom) || TIME_UNITS.has(this.items[last + 1]?.word);
  }
  tellsNow(part) {
    const others = [...this.cues.perfects, ...this.cues.infinitives];
    return this.within("tells_now", part).some(([at]) => !others.some(([first, last]) => first <= at && at <= last));
  }
  holdsNow(part) { return this.tellsNow(part) || this.within("perfects", part).length > 0; }
  tellsThen(part) { return this.within("tells_then", part).length > 0 && !this.tellsNow(part); }
  goingOn(part) { return this.within("ongoing", part).filter((span) => !this.isAsked(span) && !this.isWhy(span)); }
  isWhy([at, last]) { return this.items[at].word === "since" && this.cues.relatives.some(([first]) => first === last + 1); }
  isAsked([at]) {
    if (this.items[at].word !== "still") return false;
    const modals = range(Math.max(0, at - ASKED_REACH), at).filter((i) => MODALS.has(this.items[i].word));
    return modals.some((i) => i === 0 || !ASKING_SUBJECTS.has(this.items[i - 1].word));
  }
}

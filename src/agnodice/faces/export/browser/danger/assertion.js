// Assertion: text/assertion.py again. What is said of a mention: present, denied, past, only supposed, of someone else.
const NEGATION_REACH = 6, AFTER_REACH = 3;
const PATIENT = new Set(["she", "patient", "i", "my", "her", "because", "for", "due"]);
const BESIDE_THEM = new Set(["by", "with", "to"]);
const JOINS = new Set([",", ";", "and", "&", ":", "("]);
const CUES = [
  "negations", "list_negations", "not_negations", "negations_after", "breakers", "list_breakers", "questions", "suppositions",
  "frames", "self_words", "relatives", "others", "not_people", "had", "past", "recent", "ongoing", "kin", "nothings", "turns",
  "takes_back",
];
const range = (first, end) => Array.from({ length: Math.max(0, end - first) }, (_, step) => first + step);
const isSameSpan = (a, b) => a[0] === b[0] && a[1] === b[1];
const shares = (some, others) => some.some((one) => others.includes(one));

class Judge {
  constructor(cues) { this.finder = new CueFinder(Object.fromEntries(CUES.map((kind) => [kind, cues[kind]]))); }
  statuses(items, mentions) {
    const scene = new Scene(items, this.finder.find(items), mentions);
    return mentions.map((mention) => scene.status(mention));
  }
}

class Scene {
  constructor(items, cues, mentions) {
    Object.assign(this, { items, cues, mentions });
    const blocked = new Set(cues.not_negations.flatMap(([first, last]) => range(first, last + 1)));
    this.negations = cues.negations.filter(([first]) => !blocked.has(first));
  }
  status(mention) {
    if (this.isDenied(mention)) return "denied";
    if (this.isSplit(mention)) return "split";
    if (this.isOther(mention)) return "other";
    if (this.isSupposed(mention)) return "supposed";
    if (this.isPast(mention)) return "past";
    return this.isOfKin(mention) ? "kin" : "present";
  }
  sentence(index) { return this.items[index].sentence; }
  words(first, end) { return this.items.slice(first, Math.max(first, end)).map((item) => item.word); }
  startsWithin(kind, first, end) { return this.cues[kind].some((span) => first <= span[0] && span[0] < end); }
  sameSentence(kind, mention) {
    return this.cues[kind].filter((span) => this.sentence(span[0]) === this.sentence(mention.first));
  }

  isDenied(mention) {
    return this.negations.some((span) => this.negates(span, mention))
      || this.denialsInside(mention).some((cue) => !this.beginsAnew(cue, mention))
      || this.isDeniedAfter(mention);
  }
  isSplit(mention) { return this.denialsInside(mention).some((cue) => this.beginsAnew(cue, mention)); }
  denialsInside(mention) {
    return [...this.negations, ...this.cues.nothings].map(([, cue]) => cue).filter((cue) => {
      const isInside = mention.first < cue && cue < mention.last && !mention.items.includes(cue);
      return isInside && mention.items.includes(this.nextMeaningful(cue));
    });
  }
  beginsAnew(cue, mention) {
    const earlier = Math.max(...mention.items.filter((i) => i < cue));
    return this.items.slice(earlier, cue).some((item) => item.isBreak) && this.items[cue].word === "no";
  }
  nextMeaningful(index) { return this.items.findIndex((item, i) => i > index && !item.isSmall && !item.isBreak); }
  negates(span, mention) {
    const cue = span[1];
    if (cue >= mention.first || this.sentence(cue) !== this.sentence(mention.first)) return false;
    if (this.isSpent(span, mention)) return false;
    const isFar = this.items[mention.first].place - this.items[cue].place > NEGATION_REACH;
    const inList = this.cues.list_negations.some((other) => isSameSpan(span, other));
    if (isFar && !inList) return false;
    if (this.startsWithin(inList ? "list_breakers" : "breakers", cue + 1, mention.first)) return false;
    if (this.startsWithin("turns", mention.first, mention.last)) return false;
    return this.reaches(cue + 1, mention, inList);
  }
  isSpent(span, mention) {
    const owners = this.mentions.filter((m) => m !== mention && m.items.some((i) => span[0] <= i && i <= span[1]));
    return owners.length > 0 && !owners.some((m) => shares(m.items, mention.items));
  }
  reaches(start, mention, inList) {
    const between = range(start, mention.first);
    const joins = between.filter((i) => JOINS.has(this.items[i].word));
    if (inList) {
      const told = range(joins.length ? joins.at(-1) : mention.first, mention.last + 1);
      return !told.some((i) => isDecimal(this.items[i].word)) && !this.newClause(start, mention.first);
    }
    if (!joins.length) return true;
    if (this.newClause(joins[0], mention.first)) return false;
    const rest = range(joins[0], this.items.length).filter((i) => this.isInRun(i, mention));
    return [...between, ...rest].some((i) => this.items[i].word === "or" || this.items[i].word === "nor");
  }
  isInRun(index, mention) { return this.sentence(index) === this.sentence(mention.first) && index <= mention.last + 8; }
  newClause(first, end) { return this.startsWithin("self_words", first, end) && end - first > 1; }
  isDeniedAfter(mention) {
    const isNear = ([first, last]) => first > mention.last && first <= mention.last + AFTER_REACH && this.ends(last);
    const spans = this.sameSentence("negations_after", mention).filter(isNear);
    return spans.some((span) => !this.isCut(mention.last, span)) || this.isDeniedByNext(mention);
  }
  isDeniedByNext(mention) {
    const next = this.sentence(mention.first) + 1;
    return this.cues.takes_back.some(([first, last]) => this.sentence(first) === next && this.ends(last));
  }
  isCut(index, span) {
    const between = this.words(index, span[0]);
    return between.includes("but") || (shares(between, [",", "and"]) && span[0] === span[1]);
  }
  ends(index) { return index + 1 === this.items.length || this.items[index + 1].isBreak; }

  isOther(mention) {
    if (this.sameSentence("not_people", mention).some((span) => this.isAbout(span, mention))) return true;
    if (this.sameSentence("others", mention).some((span) => this.isTheirs(span, mention))) return true;
    if (!this.sameSentence("relatives", mention).some((span) => this.isAbout(span, mention))) return false;
    if (this.inPart("recent", mention).length || this.inPart("ongoing", mention).length) return false;
    return this.sameSentence("past", mention).length > 0 || this.inPart("had", mention).length > 0;
  }
  isOfKin(mention) { return this.sameSentence("kin", mention).some((span) => this.isAbout(span, mention)); }
  isAbout(span, mention) {
    return span[1] < mention.first && !this.startsWithin("self_words", span[1] + 1, mention.first);
  }
  isTheirs(span, mention) {
    const isBeside = span[0] > 0 && BESIDE_THEM.has(this.items[span[0] - 1].word);
    return span[1] < mention.first && !isBeside && !holdsAny(PATIENT, this.words(span[1] + 1, mention.first));
  }
  isSupposed(mention) {
    if (this.cues.frames.length || this.sameSentence("suppositions", mention).some((s) => this.covers(s, mention))) return true;
    if (!this.sameSentence("questions", mention).some((span) => this.asks(span))) return false;
    return !(this.sameSentence("self_words", mention).length || this.sameSentence("ongoing", mention).length);
  }
  covers(span, mention) { return span[1] < mention.first && !this.startsWithin("breakers", span[1] + 1, mention.first); }
  asks(span) { return span[1] > span[0] || span[0] === 0 || this.sentence(span[0] - 1) !== this.sentence(span[0]); }

  isPast(mention) {
    const isNow = this.inPart("recent", mention).length || this.inPart("ongoing", mention).length;
    return !isNow && this.inPart("past", mention).some((span) => !this.compares(span));
  }
  compares(span) { return this.words(Math.max(0, span[0] - 2), span[0]).includes("than"); }
  inPart(kind, mention) {
    const [first, last] = this.partOf(mention);
    return this.sameSentence(kind, mention).filter((span) => first <= span[0] && span[0] <= last);
  }
  partOf(mention) {
    const here = this.sentence(mention.first);
    const words = new Set(this.cues.breakers.flatMap(([first, last]) => range(first, last + 1)));
    const isBreakAt = (i) => this.items[i].isBreak;
    const isIn = (i) => this.sentence(i) === here && !words.has(i) && !isBreakAt(i);
    let { first, last } = mention;
    while (first > 0 && isIn(first - 1)) first -= 1;
    while (first > 0 && words.has(first - 1) && !isBreakAt(first - 1)) first -= 1;
    while (last + 1 < this.items.length && isIn(last + 1)) last += 1;
    return [first, last];
  }
}

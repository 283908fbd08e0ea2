// Assertion: text/assertion.py again. What is said of a mention: present, denied, past, only supposed, of someone else.
const REACHES = [6, 8], REACHES_WITHOUT_STOPS = [3, 4], PARTED_REACH = 2, AFTER_REACH = 3;
const FEWEST_OF_LIST = 3, LONGEST_OF_LIST = 3;
const PATIENT = new Set(["she", "patient", "i", "my", "her", "because", "for", "due"]);
const BESIDE_THEM = new Set(["by", "with", "to", "breastfeeding", "nursing", "feeding", "feed"]);
const BESIDE_HER = ["not_people", "relatives", "kin"], SELF_REACH = 2;
const BUTS = new Set(["but", "so", "however", "although", "though"]);
const LIKE = "like", LIKENED_REACH = 6;
const DONE = new Set(["ago", "yesterday", "last", "since", "had", "was", "aftercare", "followup", "follow", "checkup"]);
const JOINS = new Set([",", ";", "and", "&", ":", "("]);
const CUES = [
  "negations", "list_negations", "not_negations", "negations_after", "breakers", "list_breakers", "questions", "suppositions",
  "frames", "self_words", "relatives", "others", "not_people", "had", "past", "recent", "ongoing", "kin", "nothings", "turns",
  "takes_back", "long_past", "past_leads", "past_labels", "faint_past", "points_back", "that_day", "earlier", "maybe_earlier", "turns_to_now", "nothing_since", "tells_now",
  "tells_then", "perfects", "infinitives", "figures", "recurs", "asserts", "plans", "plan_done", "notes", "kin_names",
];
// What a form says no to: text/answers.py.
const NOS = new Set(["no", "none", "nope", "nah", "nil", "never", "negative", "denied"]);
const MARKS = new Set(["?", ":"]), LONGEST_LABEL = 9, FEWEST_MARKS = 3, LABEL_ENDS = new Set(".!?;:\n…()");
const HER_OWN = new Set(["i", "my", "me", "we", "she", "her", "and", "but", "because"]);
const ASKS = new Set([
  "is", "are", "am", "was", "were", "should", "can", "could", "would", "will", "must", "may", "might", "what", "why", "how",
  "when", "where", "which", "who", "do", "does", "did", "have", "has", "had", "cannot", "not", "no",
]);

const answeredNo = (items) => {
  const marks = items.flatMap((item, index) => (MARKS.has(item.word) ? [index] : []));
  const isNo = (place) => {
    while (place < items.length && items[place].word === "\n") place += 1;
    if (place >= items.length || !NOS.has(items[place].word)) return false;
    return place + 1 === items.length || items[place + 1].isBreak || /^\p{Nd}/u.test(items[place + 1].word);
  };
  return marks.flatMap((mark) => {
    if (!isNo(mark + 1) || (items[mark].word === ":" && marks.length < FEWEST_MARKS)) return [];
    let first = mark;
    while (first && !LABEL_ENDS.has(items[first - 1].word)) first -= 1;
    const words = items.slice(first, mark).filter((item) => !item.isBreak).map((item) => item.word);
    const isLabel = words.length && words.length <= LONGEST_LABEL && !words.some((word) => HER_OWN.has(word));
    return isLabel && (!ASKS.has(words[0]) || words.includes("you")) ? [[first, mark]] : [];
  });
};

class Judge {
  constructor(cues) { this.finder = new CueFinder(Object.fromEntries(CUES.map((kind) => [kind, cues[kind]]))); }
  statuses(items, mentions) {
    const cues = this.finder.find(items);
    cues.long_past = [...cues.long_past, ...agesThen(items)].sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    const scene = new Scene(items, cues, mentions);
    return mentions.map((mention) => scene.status(mention));
  }
}

class Scene {
  constructor(items, cues, mentions) {
    Object.assign(this, { items, cues, mentions });
    [this.negationReach, this.pastReach] = lacksStops(items) ? REACHES_WITHOUT_STOPS : REACHES;
    this.parts = new Parts(items, cues);
    const blocked = new Set(cues.not_negations.flatMap(([first, last]) => range(first, last + 1)));
    const undone = this.undone();
    this.negations = cues.negations.filter(([first]) => !blocked.has(first) && !undone.has(first));
    this.labels = answeredNo(items);
  }
  undone() {
    return new Set(this.cues.negations.filter(([, last]) => this.items[last].word === "without").flatMap(([first]) => {
      const before = range(this.parts.around(first, first)[0], first);
      const nots = before.filter((i) => holdsAny(DENIALS, this.items[i].concepts));
      return nots.length > 0 ? [first, ...nots] : [];
    }));
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
  startsWithin(kind, first, end) { return this.cues[kind].some((span) => first <= span[0] && span[0] < end); }
  sameSentence(kind, mention) { return this.parts.inSentence(kind, mention.first); }

  isDenied(mention) {
    return this.negations.some((span) => this.negates(span, mention))
      || this.denialsInside(mention).some((cue) => !this.beginsAnew(cue, mention))
      || this.labels.some(([first, mark]) => first <= mention.first && mention.last < mark)
      || this.isDeniedAfter(mention);
  }
  isSplit(mention) {
    return this.denialsInside(mention).some((cue) => this.beginsAnew(cue, mention))
      || this.negations.some(([, cue]) => this.divides(cue, mention));
  }
  divides(cue, mention) {
    const isInside = mention.first < cue && cue < mention.last && !mention.items.includes(cue);
    if (!isInside || this.items[cue].word !== "no") return false;
    const then = Math.min(...mention.items.filter((i) => i > cue));
    const isOne = !this.items.slice(cue, then).some((item) => item.isBreak || item.word === "and" || item.word === "but");
    return isOne && this.items[then].place - this.items[cue].place <= PARTED_REACH;
  }
  denialsInside(mention) {
    return [...this.negations, ...this.cues.nothings].map(([, cue]) => cue).filter((cue) => {
      const isInside = mention.first < cue && cue < mention.last && !mention.items.includes(cue);
      return isInside && (mention.items.includes(this.nextMeaningful(cue)) || this.runsOn(cue, mention));
    });
  }
  runsOn(cue, mention) {
    const between = this.items.slice(cue + 1, Math.min(...mention.items.filter((i) => i > cue)));
    const isShort = !between.some(({ isBreak, word }) => isBreak || word === "and" || word === "but");
    return isShort && between.length > 1 && between.length <= LONGEST_OF_LIST && between.some(({ word }) => OR.has(word));
  }
  beginsAnew(cue, mention) {
    const earlier = Math.max(...mention.items.filter((i) => i < cue));
    return this.items.slice(earlier, cue).some((item) => item.isBreak) && this.items[cue].word === "no";
  }
  nextMeaningful(index) { return this.items.findIndex((item, i) => i > index && !item.isSmall && !item.isBreak); }
  negates(span, mention) {
    const cue = span[1];
    if (cue >= mention.first || this.sentence(cue) !== this.sentence(mention.first)) return false;
    if (holdsAny(DENIALS, this.items[mention.first].concepts)) return false;
    const isBeyond = this.items[mention.first].place - this.items[cue].place > this.negationReach;
    const isFar = isBeyond && !this.isListed(cue + 1, mention.first);
    const inList = this.cues.list_negations.some((other) => isSameSpan(span, other));
    if ((isFar && !inList) || this.isSpent(span, mention)) return false;
    if (this.startsWithin(inList ? "list_breakers" : "breakers", cue + 1, mention.first)) return false;
    if (this.startsWithin("turns", mention.first, mention.last)) return false;
    return this.reaches(cue + 1, mention, inList);
  }
  isListed(start, end) {
    const lengths = [0];
    for (const item of this.items.slice(start, end)) {
      if (item.word === ",") lengths.push(0);
      else lengths[lengths.length - 1] += item.isSmall ? 0 : 1;
    }
    return lengths.length > FEWEST_OF_LIST && Math.max(...lengths) <= LONGEST_OF_LIST;
  }
  isSpent(span, mention) {
    const begins = span[0] === 0 || this.items[span[0] - 1].isBreak;
    if (begins && this.items[span[1]].word === ":" && this.cues.list_negations.some((other) => isSameSpan(span, other))) return false;
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
    return [...between, ...this.run(joins[0], mention)].some((i) => this.items[i].word === "or" || this.items[i].word === "nor");
  }
  run(first, mention) {
    const reach = range(first, Math.min(this.items.length, mention.last + 9));
    return reach.filter((i) => this.sentence(i) === this.sentence(mention.first));
  }
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
    const between = range(index, span[0]).map((i) => this.items[i].word);
    return between.includes("but") || (shares(between, [",", "and"]) && span[0] === span[1]);
  }
  ends(index) {
    return index + 1 === this.items.length || (this.items[index + 1].isBreak && this.items[index + 1].word !== ":");
  }

  isOther(mention) {
    if (BESIDE_HER.some((kind) => this.cues[kind].some((span) => this.turnsTo(span, mention)))) return true;
    if (this.turnsBack(mention)) return true;
    if (this.sameSentence("not_people", mention).some((span) => this.isAbout(span, mention))) return true;
    if (this.sameSentence("others", mention).some((span) => this.isTheirs(span, mention))) return true;
    if (isOfFamily(mention, this.parts)) return true;
    const about = this.sameSentence("relatives", mention).filter((span) => this.isAbout(span, mention));
    const part = this.parts.around(mention.first, mention.last);
    if (!about.length || this.parts.within("recent", part).length || this.parts.goingOn(part).length) return false;
    if (PASTS.some((kind) => this.sameSentence(kind, mention).length)) return true;
    const isNow = about.some(([, last]) => this.parts.tellsNow([last + 1, mention.last]));
    return !isNow && this.parts.within("had", part).length > 0;
  }
  turnsTo([first, last], mention) {
    const isInside = mention.first < first && last < mention.last && !mention.items.some((i) => first <= i && i <= last);
    if (!isInside || !(this.parts.opensPart(first) || ANDS.has(this.items[first - 1].word))) return false;
    const isOfHer = this.cues.self_words.some(([at]) => last < at && at <= mention.last + SELF_REACH);
    return !isOfHer && this.items[first].word !== "her";
  }
  turnsBack(mention) {
    const { first, last } = mention, isSelf = (from, end) => this.startsWithin("self_words", from, end);
    const about = this.sameSentence("relatives", mention).filter(([, end]) => end < first).at(-1);
    const but = this.cues.breakers.map(([at]) => at).filter((at) => first < at && at < last && BUTS.has(this.items[at].word)).at(-1);
    if (!about || but === undefined || !isSelf(but + 1, last) || isSelf(about[1] + 1, first)) return false;
    return this.parts.within("had", [about[1] + 1, first]).length > 0;
  }
  isOfKin(mention) { return this.sameSentence("kin", mention).some((span) => this.isAbout(span, mention)); }
  isAbout(span, mention) {
    return span[1] < mention.first && !this.startsWithin("self_words", span[1] + 1, mention.last);
  }
  isTheirs(span, mention) {
    const told = this.words([...range(span[1] + 1, mention.first), ...mention.items]);
    const beside = this.words(range(Math.max(0, span[0] - 1), span[0] + 1));
    return span[1] < mention.first && !holdsAny(BESIDE_THEM, beside) && !holdsAny(PATIENT, told);
  }
  words(indexes) { return indexes.flatMap((i) => this.items[i].word.split(" ")); }
  isSupposed(mention) {
    if (this.cues.frames.length || this.sameSentence("suppositions", mention).some((s) => this.covers(s, mention))) return true;
    if (this.cues.figures.some((span) => this.isFigure(span, mention))) return true;
    if (!this.cues.plan_done.length && this.cues.plans.some((span) => this.isPlanned(span, mention))) return true;
    if (!this.sameSentence("questions", mention).some((span) => this.asksOf(span, mention))) return false;
    const isGoingOn = this.parts.goingOn(this.parts.sentenceOf(mention.first)).length > 0;
    return !(this.sameSentence("self_words", mention).length || isGoingOn);
  }
  isFigure([first, last], mention) {
    const inside = mention.items.filter((i) => first <= i && i <= last);
    if (inside.length === mention.items.length) return true;
    return inside.length > 1 && inside.some((i) => holdsAny(DENIALS, this.items[i].concepts));
  }
  isPlanned(span, mention) {
    const [first, last] = this.parts.around(...span);
    const isDone = this.items.slice(first, last + 1).some(({ word }) => DONE.has(word));
    return !isDone && mention.items.some((i) => span[0] <= i && i <= span[1]);
  }
  covers(span, mention) {
    const ends = (kind) => this.startsWithin(kind, span[1] + 1, mention.first);
    return span[1] < mention.first && !this.isLikened(span) && !ends("breakers") && !ends("asserts");
  }
  isLikened([at]) { return this.items.slice(Math.max(0, at - LIKENED_REACH), at).some(({ word }) => word === LIKE); }
  asksOf(span, mention) {
    const [begin, end] = this.parts.sentenceOf(span[0]);
    if (!this.asks(span) || ASKS.has(this.items[begin].word)) return this.asks(span);
    const breaks = range(begin, end + 1).filter((i) => this.items[i].isBreak);
    const opens = Math.max(begin, ...breaks.filter((i) => i < span[0]).map((i) => i + 1));
    if (ASKS.has(this.items[span[0]].word)) return opens < span[0] || opens <= mention.first;
    const closes = Math.min(end + 1, ...breaks.filter((i) => i > span[1]));
    return opens <= mention.first && (opens === span[0] || mention.first < closes);
  }
  asks(span) {
    const begins = span[0] === 0 || this.sentence(span[0] - 1) !== this.sentence(span[0]);
    return span[1] > span[0] || (begins && !this.items[span[0]].concepts.includes("cannot"));
  }

  isPast(mention) { return new Past(this.parts, this.pastReach).holds(mention); }
}

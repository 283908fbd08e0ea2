// Past: text/past.py again. Whether what a text mentions is long past.
const PAST_KINDS = ["past", "long_past", "past_leads"], PASTS = [...PAST_KINDS, "faint_past", "past_labels", "earlier", "maybe_earlier"];
const ANDS = new Set(["and", "&"]);
const NEW_SUBJECTS = new Set(["i", "my", "she", "her", "he", "the", "we", "it"]);
const PAST_OPENERS = new Set(["few", "couple", "half", "several", "many", "dozen", "back", "way", "roughly", "nearly", "almost", "month", "time"]);
const COMPARE = new Set(["than", "like", "as"]);
const TIME_UNITS = new Set(["week", "weeks", "day", "days", "month", "months", "hour", "hours"]);
const DOUBTS = new Set(["can", "could", "will", "would", "may", "might", "does", "if", "never", "not", "chance", "risk"]);
const THINKS = new Set(["think", "thought", "believe", "guess", "reckon", "suppose", "hope", "sure", "say", "said"]);
const DOUBT_REACH = 5;

class Past {
  constructor(parts, reach) { Object.assign(this, { parts, reach, items: parts.items, cues: parts.cues }); }
  holds(told) {
    const earlier = new Earlier(this.parts, this.reach), mention = earlier.withoutNow(told);
    if (earlier.isOfChild(mention) || earlier.isDatedTwice(mention) || earlier.isOver(mention)) return true;
    const part = this.parts.around(mention.first, mention.last);
    if (this.parts.within("recent", part).length || this.cues.recurs.some((span) => this.isBack(span, mention))) return false;
    if (this.isBeside(mention, part) || this.isTold(mention, part) || this.isPointedAt(mention, part)) return true;
    return this.isListed(mention) || this.isOfThatDay(mention) || earlier.holds(mention);
  }
  isListed(mention) {
    const ends = this.parts.inSentence("past_labels", mention.first).map(([, last]) => last).filter((last) => last < mention.first);
    return ends.some((last) => !range(last + 1, mention.first).some((i) => this.parts.breakers.has(i)));
  }
  isBack([at], mention) {
    if (at <= mention.last || this.items[at].sentence - this.items[mention.last].sentence > 1) return false;
    return this.items.slice(Math.max(0, at - DOUBT_REACH), at).every(({ word }) => !DOUBTS.has(word));
  }
  isBeside(mention, part) {
    const pasts = this.kinds(part).flatMap((kind) => this.parts.within(kind, part));
    return pasts.some((span) => this.reaches(span, mention) && this.isAbout(span, mention, part));
  }
  kinds(part) {
    const lasting = this.parts.goingOn(part);
    if (!lasting.length) return PAST_KINDS;
    return lasting.every((span) => this.cues.perfects.some((other) => isSameSpan(span, other))) ? ["long_past"] : [];
  }
  reaches(span, mention) {
    const before = this.items[mention.first].place - this.items[span[1]].place;
    const after = this.items[span[0]].place - this.items[mention.last].place;
    const compares = this.items.slice(Math.max(0, span[0] - 2), span[0]).some(({ word }) => COMPARE.has(word));
    return Math.max(before, after) <= this.reach && !compares && !this.isCounted(span);
  }
  isCounted(span) { return this.parts.isBeforeUnit(span) && isDecimal(this.items[span[1]].word.split(" ")[0]); }
  isAbout(span, mention, part) {
    if (span[0] > mention.last) {
      if (this.items.slice(mention.last + 1, span[0]).some(({ word }) => word === "due")) return false;
      const ands = this.ands(mention.last, span[0]);
      return !ands.length || !this.parts.holdsNow([part[0], ands[0]]);
    }
    const ands = this.ands(span[1], mention.last);
    if (this.closes(span, part)) return !ands.length && !this.begins(span[1] + 1, mention);
    return !ands.length || !this.parts.holdsNow([ands.at(-1), mention.last]);
  }
  ands(first, last) { return range(first + 1, last).filter((i) => ANDS.has(this.items[i].word)); }
  begins(index, mention) { return index <= mention.last && NEW_SUBJECTS.has(this.items[index].word); }
  closes(span, part) {
    return !this.cues.past_leads.some((other) => isSameSpan(span, other)) && !this.opens(span, part);
  }
  opens([start], [first]) {
    const isOpening = ({ isSmall, word }) => isSmall || isDecimal(word) || PAST_OPENERS.has(word);
    return this.items.slice(first, start).every(isOpening);
  }
  isTold(mention, part) {
    const ands = this.ands(part[0], mention.last);
    if (ands.length && this.parts.holdsNow([ands.at(-1), mention.last])) return false;
    if (!this.parts.tellsThen([part[0], mention.last])) return false;
    const wide = this.parts.around(...part, true);
    if (this.parts.within("recent", wide).length || !this.kinds(wide).length) return false;
    const isOf = (span) => this.reaches(span, mention) && this.isAbout(span, mention, wide);
    if (this.parts.within("long_past", wide).some(isOf) || this.isAhead(part)) return true;
    const sentence = this.parts.sentenceOf(mention.first);
    const isNow = this.parts.within("recent", sentence).length || this.parts.holdsNow(sentence);
    return !isNow && this.parts.within("faint_past", wide).length > 0;
  }
  isAhead(part) {
    const [first] = this.parts.sentenceOf(part[0]);
    let here = this.parts.around(first, first);
    const dates = this.parts.within("long_past", here).filter((span) => this.opens(span, here));
    if (!dates.length || this.parts.within("recent", [first, part[0]]).length) return false;
    let isDate = dates.some(([, last]) => last === here[1]);
    while (here[1] < part[0] && (isDate || this.parts.tellsThen(here)) && this.items[here[1] + 1].word === ",") {
      [here, isDate] = [this.parts.around(here[1] + 2, here[1] + 2), false];
      if (isSameSpan(here, part)) return true;
    }
    return false;
  }
  isPointedAt(mention, part) {
    if (this.parts.goingOn(part).length || this.parts.tellsNow([part[0], mention.last])) return false;
    return this.cues.points_back.some((span) => this.pointsAt(span, mention));
  }
  isOfThatDay(mention) {
    const sentence = this.parts.sentenceOf(mention.first);
    if (!this.parts.within("that_day", sentence).length || this.parts.goingOn(sentence).length) return false;
    if (this.parts.within("recent", sentence).length || !this.parts.tellsThen(sentence) || !sentence[0]) return false;
    return this.parts.inSentence("long_past", sentence[0] - 1).some((span) => !this.isCounted(span));
  }
  pointsAt(span, mention) {
    const here = this.items[mention.first].sentence, there = this.items[span[0]].sentence;
    const isFirst = span[0] === 0 || this.items[span[0] - 1].sentence !== there;
    if (span[0] <= mention.last || !(there === here || (isFirst && there === here + 1))) return false;
    if (!isFirst && !this.parts.opensPart(span[0]) && !this.isSureOf(span)) return false;
    const part = this.parts.around(...span);
    const isLast = this.items.slice(part[0], part[1] + 1).some(({ word }) => word.includes("time"));
    const pasts = ["long_past", "past"].flatMap((kind) => this.parts.within(kind, part));
    return !isLast && pasts.some((past) => span[1] < past[0] && this.opens(past, [span[1] + 1]));
  }
  isSureOf([at]) { return this.items[at].word === "that" && !THINKS.has(this.items[at - 1].word); }
}

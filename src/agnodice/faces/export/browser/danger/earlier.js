// Earlier: text/earlier.py again. Whether what a text mentions is told of an earlier pregnancy, birth or time.
const TURN_REACH = 2, GONE_WEEKS = 4;
const OF_CHILD = new Set(["he", "she", "who"]);
const CARRIED = "pregnant", CLOSE = new Set(["and", "&", "who"]);
const MILD = new Set(["now", "again", "started"]);
const NOT_OF_IT = new Set(["after", "since", "from", "than", "like", "as", "was"]);
const ECHOES = new Set([
  "it", "them", "they", "that", "those", "same", "too", "also", "again", "worse", "heavier", "stronger", "closer", "more",
  "another", "similar", "likewise", "well", "happening", "happened", "even", "so",
]);
const SOMEONE = new Set(["i", "my", "we", "she", "her", "he", "the", "no", "nothing", "not"]);

class Earlier {
  constructor(parts, reach) { Object.assign(this, { parts, reach, items: parts.items, cues: parts.cues }); }
  holds(mention) {
    const part = this.parts.around(mention.first, mention.last, true);
    if (this.parts.goingOn(part).length || this.isRecent(mention)) return false;
    const sure = this.spans("earlier", part).filter((span) => this.isNear(span, mention));
    if (sure.some((span) => this.parts.tellsThen(this.clause(span, mention)))) return true;
    const told = [...sure, ...this.spans("maybe_earlier", part).filter((span) => this.isNear(span, mention))];
    return told.some((span) => !this.parts.tellsNow(this.clause(span, mention))) && this.turns(mention);
  }
  withoutNow(mention) {
    const rest = mention.items.filter((i) => i !== mention.last);
    const isOfTurn = this.cues.turns_to_now.some(([, end]) => end + 1 === mention.last);
    if (!rest.length || !isOfTurn || this.items[mention.last].word !== "now") return mention;
    return { ...mention, items: rest, first: Math.min(...rest), last: Math.max(...rest) };
  }
  isDatedTwice(mention) {
    const pasts = this.cues.long_past.filter(([first, last]) => mention.first < first && last < mention.last);
    return pasts.some(([, last]) => this.isNewTime(last, mention));
  }
  isOfChild(mention) {
    const ages = this.cues.turns_to_now.filter(([at]) => at > mention.first && OF_CHILD.has(this.items[at].word));
    const free = ages.filter((span) => !this.parts.isBeforeUnit(span));
    const borne = [...this.cues.earlier, ...this.cues.maybe_earlier].map(([first]) => first);
    const isTold = free.some(([, last]) => mention.items.includes(last) && isDecimal(this.items[last].word));
    return isTold && borne.some((first) => free.some((span) => first < span[0]));
  }
  isOver(mention) {
    const ends = this.cues.nothing_since.filter(([at]) => at > mention.first);
    if (!ends.length) return false;
    const part = this.parts.around(mention.first, mention.last);
    const weeks = range(0, this.items.length).map((i) => [i, this.weeksAt(i)]).filter(([, value]) => value > 0);
    const then = weeks.filter(([i]) => part[0] < i && i <= part[1] && this.items[i - 1].word === "at");
    const most = (told) => Math.max(...told.map(([, value]) => value));
    if (!then.length || most(weeks) < most(then) + GONE_WEEKS) return false;
    return ends.some(([at]) => this.items[at].sentence - this.items[mention.first].sentence <= 1);
  }
  weeksAt(index) {
    const [count, unit] = this.items.slice(index, index + 2).map(({ word }) => word).join(" ").split(" ");
    return isDecimal(count) && ["week", "weeks", "40"].includes(unit) ? Number(count) : 0;
  }
  isNewTime(past, mention) {
    const later = mention.items.filter((i) => i > past);
    const words = later.flatMap((i) => this.items[i].word.split(" "));
    const isCut = later.length > 0 && range(past + 1, Math.min(...later) + 1).some((i) => this.parts.opensPart(i));
    return isCut && words.every((word) => TIME_UNITS.has(word) || isDecimal(word));
  }
  isRecent(mention) {
    const isTurned = (at) => this.cues.turns_to_now.some(([first, last]) => first <= at && at <= last);
    const spans = this.parts.within("recent", this.parts.sentenceOf(mention.first));
    return spans.some(([at]) => !MILD.has(this.items[at].word) && !isTurned(at));
  }
  spans(kind, part) {
    const spans = this.parts.within(kind, part);
    if (part[0] < 2 || this.items[part[0] - 1].word !== ",") return spans;
    const ahead = this.parts.around(part[0] - 2, part[0] - 2);
    const isSame = this.items[ahead[0]].sentence === this.items[part[0]].sentence;
    return [...spans, ...this.parts.within(kind, ahead).filter((span) => isSame && isSameSpan(span, ahead))];
  }
  isNear(span, mention) {
    const before = this.items[mention.first].place - this.items[span[1]].place;
    const after = this.items[span[0]].place - this.items[mention.last].place;
    const ahead = this.items.slice(Math.max(0, span[0] - 2), span[0]).map(({ word }) => word);
    const compares = ahead.some((word) => NOT_OF_IT.has(word)) && ahead.at(-1) !== CARRIED;
    if (Math.max(before, after) > this.reach || compares) return false;
    const first = Math.min(span[1], mention.last), last = Math.max(span[0], mention.last);
    const ands = this.ands(first + 1, last);
    return !ands.length || !this.parts.holdsNow([ands.at(-1), last]);
  }
  ands(first, end) { return range(first, end).filter((i) => ANDS.has(this.items[i].word)); }
  clause(span, mention) {
    const first = Math.min(span[0], mention.first), last = Math.max(span[1], mention.last);
    const [start, end] = this.parts.around(first, last, true);
    return [this.ands(start, first).at(-1) ?? start, range(last + 1, end + 1).find((i) => CLOSE.has(this.items[i].word)) ?? end];
  }
  turns(mention) {
    const here = this.items[mention.first].sentence;
    const near = this.cues.turns_to_now.filter(
      ([at]) => at > mention.last && this.items[at].sentence - here <= TURN_REACH,
    );
    return near.some((span) => !this.parts.isBeforeUnit(span)) && !near.some((span) => this.isEchoed(span));
  }
  isEchoed(span) {
    const last = this.parts.around(...span)[1];
    const words = this.items.slice(span[1] + 1, last + 1).flatMap(({ word }) => word.split(" "));
    const isShort = words.length > 0 && this.items[span[1]].word === "time" && !words.some((word) => SOMEONE.has(word));
    return words.some((word) => ECHOES.has(word)) || isShort;
  }
}

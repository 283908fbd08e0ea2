// Wounds: safety/wounds.py again. Whether blood is that of a wound at another place of the body.
const VERB_REACH = 3;
const OWNERS = new Set(["my", "her", "his", "our", "their", "the", "a", "one"]);
const BLEEDS = new Set(["bled", "bleed", "bleeds", "bleeding"]);
const GOES_ON = new Set(["is", "was", "keeps", "kept", "still", "has", "will", "not", "stop", "stopped", "just", "really"]);
const SELF = new Set(["i", "am", "we"]), ON = new Set(["it", "still", "bleeding", "blood", "bled"]);
const STOPPED = new Set(["stopped", "eased"]);

class Wounds {
  constructor(cues) {
    for (const kind of ["verbs", "places", "small", "ends", "bleeds", "bad"]) this[kind] = new Set(cues[`wound_${kind}`]);
    this.severe = cues.wound_severe;
  }
  told(items) {
    return items.flatMap((item, i) => (holdsAny(this.places, item.concepts) && this.isWound(items, i) ? [i] : []));
  }
  isWound(items, place) {
    const ahead = this.run(items, place, -1), behind = this.run(items, place, 1);
    const then = behind.find((word) => !GOES_ON.has(word));
    const isCut = [...ahead, ...behind.slice(0, 2)].some((word) => this.verbs.has(word));
    return isCut || (OWNERS.has(ahead[0]) && BLEEDS.has(then));
  }
  run(items, place, step) {
    const words = [];
    for (let i = place + step; Math.abs(i - place) <= VERB_REACH && items[i] && !items[i].isBreak; i += step) words.push(items[i].word);
    return words;
  }
  owner(mention, line, items, wounds) {
    const of = wounds.filter((wound) => this.isOf(wound, mention, items));
    if (!of.length || !holdsAny(line, [...this.bleeds])) return mention.owner;
    return of.some((wound) => this.isBad(wound, mention, line, items)) ? this.severe : "";
  }
  isOf(wound, { last }, items) {
    const here = items[wound].sentence, there = items[last].sentence;
    if (last <= wound || there - here > 1) return false;
    const told = items.filter(({ sentence }) => here <= sentence && sentence <= there);
    if (told.some(({ concepts }) => holdsAny(this.ends, concepts))) return false;
    const goesOn = there === here || ON.has(items.find(({ sentence }) => sentence === there).word);
    return goesOn && !items.slice(wound + 1, last + 1).some(({ word }) => SELF.has(word));
  }
  isBad(wound, mention, line, items) {
    const here = items[mention.last].sentence;
    if (!holdsAny(line, [...this.bad]) || items.some(({ word, sentence }) => sentence === here && STOPPED.has(word))) return false;
    const around = items.slice(Math.max(0, wound - VERB_REACH), wound + VERB_REACH);
    const isSmall = around.some(({ word, concepts }) => holdsAny(this.small, [word, ...concepts]));
    return !isSmall || mention.items.some((i) => holdsAny(DENIALS, items[i].concepts));
  }
}

// The danger check: safety/hear.py and safety/rules.py again. It runs before the reasoner is ready, which then replaces
// what it said. tests/test_danger_script.py holds it to raising the very flags that the core raises.
const HERE = "vagina", FLAG = "flag:", BESIDE = 4, FORM_REACH = 6, UNKNOWN_AGE = [15, 49], LONGEST_QUESTION = 20000;
const AGE_WORDS = new Set(["year", "years", "old"]);
const HEARD_JOINS = new Set(["and", "or", "nor"]);

// As written or, so that a slip loses no danger, as read; no slip is in the first letter: safety/forms.py.
const isOneOf = ({ word, concepts, weak }, words) => words.includes(word)
  || [...concepts, ...weak].some((concept) => concept[0] === word[0] && words.includes(concept));

class Listener {
  constructor({ cues, words, traits, phrases }) {
    this.lexicon = new Lexicon(cues, words);
    this.traits = new Map(Object.entries(traits));
    this.book = new PhraseBook(phrases);
    this.judge = new Judge(cues);
    this.clauses = new ClauseOpener(cues);
    this.wounds = new Wounds(cues);
    this.toldOfOthers = new Set(cues.told_of_others);
  }
  hear(text) {
    const { cues } = this.lexicon;
    const items = this.clauses.opened(text, this.lexicon.read(text));
    this.lexicon.forget();
    const age = ageItems(items, cues), dated = dateItems(items, cues);
    const found = this.book.find(items).filter((mention) => !mention.items.some((i) => age.has(i)));
    const mentions = this.ofWounds(found, items).filter((mention) => !this.isElsewhere(mention, items));
    const statuses = this.judge.statuses(items, mentions);
    const told = mentions.map((mention, place) => [mention, this.presence(mention.owner, statuses[place])]);
    const said = strongest(told, items);
    const isSure = ([mention]) => mention.isSure && !mention.items.some((i) => dated.has(i));
    const sure = strongest(told.filter(isSure), items).filter(({ finding }) => !finding.startsWith(FLAG));
    const flagWords = new Map(said.filter(({ finding }) => finding.startsWith(FLAG)).map((o) => [o.finding.slice(FLAG.length), o]));
    return { observations: said.filter(({ finding }) => !finding.startsWith(FLAG)), flagWords, items, sure };
  }
  ofWounds(found, items) {
    const wounds = this.wounds.told(items);
    if (!wounds.length) return found;
    const owned = found.map((mention) => ({ ...mention, owner: this.wounds.owner(mention, this.withParents([mention.owner]), items, wounds) }));
    return owned.filter(({ owner }) => owner);
  }
  isLikened({ first, items: places }, items) {
    let ahead = first - 1;
    if (ahead > 0 && isDecimal(items[ahead].word)) ahead -= 1;
    return places.some((i) => isUnit(items[i].word)) && ahead >= 0 && this.lexicon.cues.likened.includes(items[ahead].word);
  }
  isElsewhere(mention, items) {
    const { likened_findings: likened } = this.lexicon.cues;
    const isParted = items.slice(mention.first, mention.last).some(({ word }) => word === ";");
    if (isParted && !mention.owner.startsWith(FLAG)) return true;
    if (likened.includes(mention.owner) && this.isLikened(mention, items)) return true;
    if (this.isMadeOther(mention, items) || this.isOtherForm(mention, items) || this.isByBaby(mention, items)) return true;
    const line = this.withParents([mention.owner]);
    if (mention.items.some((i) => items[i].concepts.includes(HERE))) return false;
    const rows = this.lexicon.cues.elsewhere.filter(([, names]) => holdsAny(line, names));
    const words = new Set(rows.flatMap(([listed]) => listed));
    return words.size > 0 && beside(items, mention).some((item) => holdsAny(words, item.concepts));
  }
  isMadeOther({ owner, first, last }, items) {
    const then = items[last + 1]?.word;
    const said = items.slice(first, last + 1).map(({ word }) => word).join(" ");
    const ahead = `${items[first - 1]?.word ?? ""} ${said}`;
    return this.lexicon.cues.made_other.some(([name, words, texts]) => name === owner
      && (words.includes(then) || texts.includes(said) || texts.includes(ahead)));
  }
  isOtherForm({ owner, items: places }, items) {
    const told = places.map((i) => `${items.slice(i, i + FORM_REACH).map(({ word }) => word).join(" ")} `);
    return this.lexicon.cues.other_forms.some(([owners, forms, unless]) => (!owners.length || owners.includes(owner))
      && told.some((words) => forms.some((form) => words.startsWith(`${form} `)))
      && !places.some((i) => isOneOf(items[i], unless)));
  }
  isByBaby({ owner, items: places }, items) {
    const holdsCue = (words, cues) => cues.some((cue) => ` ${words} `.includes(` ${cue} `));
    const words = items.map(({ word }) => word).join(" ");
    return this.lexicon.cues.done_by_baby.some(([name, verbs, babies, beside, others]) => name === owner
      && places.some((i) => holdsCue(items[i].word, verbs)) && holdsCue(words, babies)
      && (!beside.length || holdsCue(words, beside)) && !holdsCue(words, others));
  }
  presence(owner, status) {
    const isOfOther = status === "other" || status === "kin";
    if (status === "present" || (isOfOther && this.toldOfOthers.has(owner))) return "present";
    const lasts = this.traits.get(owner)?.[1] ?? false;
    if ((status === "past" && lasts) || (status === "kin" && !lasts)) return "present";
    return status === "denied" ? "absent" : "unknown";
  }
  withParents(present) {
    const found = new Set();
    for (const finding of present) {
      for (let step = finding; step && !found.has(step); step = this.traits.get(step)?.[0]) found.add(step);
    }
    return found;
  }
}

const beside = (items, mention) => {
  const found = [];
  const walk = (index, step, end) => {
    for (let i = index; i !== end && i >= 0 && i < items.length; i += step) {
      if (!mention.items.includes(i) && (items[i].isBreak || HEARD_JOINS.has(items[i].word))) return;
      found.push(items[i]);
    }
  };
  walk(mention.first - 1, -1, mention.first - 1 - BESIDE);
  walk(mention.first, 1, mention.last + 1);
  walk(mention.last + 1, 1, mention.last + 1 + BESIDE);
  return found;
};
const itemsOf = (dates, items, isWanted) =>
  new Set(dates.flatMap(({ first, last }) => range(first, last + 1)).filter((i) => isWanted(items[i].word) || isDecimal(items[i].word)));
const ageItems = (items, cues) =>
  itemsOf(told(items, cues.ages).filter(({ value }) => value >= YOUNGEST), items, (word) => AGE_WORDS.has(word));
const dateItems = (items, cues) => {
  const dates = told(items, cues.last_period, true).filter(({ value, days }) => value * days < NOT_A_CYCLE_DAYS);
  return itemsOf(dates, items, isUnit);
};

const strongest = (told, items) => {
  const best = new Map();
  for (const [mention, presence] of told) {
    const known = best.get(mention.owner);
    const isStronger = !known || (known[0] === "absent" && presence === "present");
    if (presence !== "unknown" && isStronger) best.set(mention.owner, [presence, mention]);
  }
  return [...best].map(([owner, [presence, mention]]) => {
    const start = Math.min(...mention.items.map((i) => items[i].start));
    return observation(owner, presence, start, Math.max(...mention.items.map((i) => items[i].end)));
  });
};
const overruled = (said, answers) => {
  const answered = new Set(answers.map(({ finding }) => finding));
  return [...said.filter(({ finding }) => !answered.has(finding)), ...answers];
};
const findingsThat = (said, presence) => said.filter((o) => o.presence === presence).map(({ finding }) => finding);

class DangerCheck {
  constructor(tables) {
    this.flags = tables.flags;
    this.listener = new Listener(tables);
    this.cues = tables.cues;
  }
  // The flags that a text raises, most urgent first: [{ id, said }]; `said` are her words behind it.
  raised(question) {
    const text = readable(question);
    if (!text) return [];
    const heard = this.listener.hear(text);
    const figures = toldByFigures(heard.items, this.cues);
    const observed = overruled(heard.observations, figures), sure = overruled(heard.sure, figures);
    const present = this.listener.withParents(findingsThat(observed, "present"));
    const sureOnes = this.listener.withParents(findingsThat(sure, "present"));
    const person = personOf(heard.items, present, new Set(findingsThat(observed, "absent")), this.cues, sureOnes);
    const said = this.withFollowing(observed, heard.items, person);
    return this.byFlags(said, person, heard.flagWords, this.withFollowing(sure, heard.items, person)).map(([flag, because]) => ({ id: flag.id, said: saidWords(text, because) }));
  }
  withFollowing(said, items, person) {
    const present = this.listener.withParents([...findingsThat(said, "present"), ...implied(person, this.cues)]);
    const spoken = new Set([...said.map(({ finding }) => finding), ...present]);
    const denied = toldByDenials(items, present, this.cues).filter(({ finding }) => !spoken.has(finding));
    return [...said, ...new Map(denied.map((o) => [o.finding, o])).values(), ...toldTogether(said, present, person, this.cues)];
  }
  byFlags(observed, person, flagWords, sure) {
    const said = new Map(observed.filter((o) => o.presence === "present").map((o) => [o.finding, o]));
    const present = this.listener.withParents([...said.keys(), ...implied(person, this.cues)]);
    const quiet = this.listener.withParents(findingsThat(sure, "present"));
    const raised = [];
    for (const flag of this.flags) {
      if (!fitsPerson(flag.person, person)) continue;
      const words = flagWords.get(flag.id);
      const group = flag.when.find((findings) => findings.length && findings.every((finding) => present.has(finding)));
      if (words?.presence === "present") raised.push([flag, [words]]);
      else if (group && !holdsAny(quiet, flag.unless)) raised.push([flag, this.because(group, said)]);
    }
    return raised.sort(([a], [b]) => b.level - a.level || (a.id < b.id ? -1 : 1));
  }
  because(group, said) {
    const spoke = [...said.values()].filter(({ finding }) => holdsAny(this.listener.withParents([finding]), group));
    return spoke.sort((a, b) => a.start - b.start || (a.finding < b.finding ? -1 : 1));
  }
}

const fitsPerson = (wanted, person) => {
  const [youngest, oldest] = person.age === undefined ? UNKNOWN_AGE : [person.age, person.age];
  if (oldest < (wanted.age_min ?? oldest) || youngest > (wanted.age_max ?? youngest)) return false;
  if (wanted.pregnancy.length && !wanted.pregnancy.includes(person.state)) return false;
  if (person.weeks === undefined) {
    return wanted.weeks_min === null || person.state === "pregnant" || wanted.pregnancy.includes("possible");
  }
  return (wanted.weeks_min || 0) <= person.weeks && person.weeks <= (wanted.weeks_max || 99);
};
const saidWords = (text, because) => {
  const spans = new Map(because.filter(({ end }) => end).map(({ start, end }) => [`${start}-${end}`, [start, end]]));
  const isInside = ([start, end]) => [...spans.values()].some(([first, last]) =>
    !(first === start && last === end) && first <= start && end <= last);
  return [...spans.values()].filter((span) => !isInside(span)).map(([start, end]) => text.slice(start, end));
};
const readable = (question) => {
  if ([...question].length > LONGEST_QUESTION) return "";
  const text = [...question].map((c) => (c === "\n" || c === "\t" || !/\p{C}/u.test(c) ? c : " ")).join("").trim();
  return /\p{L}/u.test(text) ? text : "";
};
const openedCheck = (rules, words, phrases) =>
  new DangerCheck({ ...rules, cues: openedCues(rules.cues), words: openedWords(words), phrases: openedPhrases(phrases) });

// Facts: safety/numbers.py, figures.py, denials.py and person.py again. What numbers and short denials tell of her.
const BREAK = "|";
const UNITS = { day: 1, days: 1, week: 7, weeks: 7, month: 30, months: 30, year: 365, years: 365 };
const TENS = new Set(["20", "30", "40", "50", "60", "70", "80", "90"]);
const ONES = new Set(["a", "one"]);
const isUnit = (word) => Object.hasOwn(UNITS, word);
const unitOfTen = (word) => (word === "one" ? 1 : /^[1-9]$/.test(word) ? Number(word) : 0);

const told = (items, patterns, withoutSmall = false) => {
  const row = rowOf(items, withoutSmall);
  const numbers = row.flatMap(({ word }, place) => (ONES.has(word) || isDecimal(word) ? [place] : []));
  const found = [];
  for (const pattern of numbers.length ? patterns : []) {
    const parts = pattern.replaceAll("-", " ").trim().split(/\s+/);
    for (const start of numbers.map((place) => place - parts.lastIndexOf("N"))) {
      const window = row.slice(Math.max(0, start), Math.max(0, start + parts.length));
      const read = start >= 0 && window.length === parts.length ? fitsPattern(parts, window.map(({ word }) => word)) : undefined;
      if (!read) continue;
      const places = window.filter(({ word }) => word !== BREAK).map(({ item }) => item);
      const before = start ? row[start - 1].word : BREAK;
      const then = row[start + parts.length]?.word ?? BREAK;
      found.push({ value: read[0], days: read[1], first: Math.min(...places), last: Math.max(...places), before, then });
    }
  }
  return found;
};
const rowOf = (items, withoutSmall) => {
  const row = [{ word: BREAK, item: 0 }];
  items.forEach((item, index) => {
    if (withoutSmall && item.isSmall && !countsOne(items, index)) return;
    for (const word of item.isBreak ? [BREAK] : wordsOf(item)) {
      const last = row.at(-1);
      if (unitOfTen(word) && TENS.has(last.word)) last.word = String(Number(last.word) + unitOfTen(word));
      else row.push({ word, item: index });
    }
  });
  return [...row, { word: BREAK, item: items.length }];
};
const wordsOf = (item) => {
  const slip = item.concepts.map((concept) => `${concept}s`).find(isUnit);
  return slip && !item.word.includes(" ") && !isUnit(item.word) ? [slip] : item.word.split(" ");
};
const countsOne = (items, index) => ONES.has(items[index].word) && index + 1 < items.length && isUnit(items[index + 1].word);
const fitsPattern = (parts, words) => {
  let value = 0, days = 1;
  for (const [place, part] of parts.entries()) {
    const word = words[place], then = parts[place + 1] ?? BREAK;
    if (part === "N" && ONES.has(word) && isDecimal(then)) return undefined;
    if (part === "N" && (ONES.has(word) || (isDecimal(word) && word.length < 5))) value = ONES.has(word) ? 1 : Number(word);
    else if (part === "UNIT" && isUnit(word)) days = UNITS[word];
    else if (part !== word) return undefined;
  }
  return [value, days];
};

const observation = (finding, presence, start = 0, end = 0) => ({ finding, presence, start, end });
const datedObservation = (finding, presence, date, items) =>
  observation(finding, presence, items[date.first].start, items[date.last].end);

const NOT_A_CYCLE_DAYS = 365, IN_TIME_DAYS = 28, LATE_DAYS = 35, AFTER_BIRTH_DAYS = 365, UNSAID_BIRTH_DAYS = 84;
const MISSED = new Set(["miss", "missed", "skipped"]);  // "missed a period 4 weeks ago" tells of none
const MOST_BIRTHS = 20, BIRTH_DIGITS = 4;
const toldByFigures = (items, cues) => {
  const found = [...byCycle(items, cues), ...byBirths(items, cues)];
  const [age] = cues.recent_birth ? babyAges(items, cues) : [];
  return age ? [...found, datedObservation(cues.recent_birth, "present", age, items)] : found;
};
const NOT_BORN = ["pregnant", "gone", "along"];
const babyAges = (items, cues) => told(items, cues.baby_ages).filter((age) => {
  const isSaid = age.then === "old" || items.slice(age.first, age.last + 1).some((item) => item.word === "old");
  const days = age.value * age.days;
  return days > 0 && days <= (isSaid ? AFTER_BIRTH_DAYS : UNSAID_BIRTH_DAYS) && !NOT_BORN.includes(age.then);
});
const isAwaited = ({ first, last }, items) => range(first, last + 1).some((i) => items[i].word === "should");
const sincePeriod = (items, cues) =>
  told(items, cues.last_period, true).find((date) => {
    const days = date.value * date.days;
    return !MISSED.has(date.before) && !isAwaited(date, items) && days > 0 && days < NOT_A_CYCLE_DAYS;
  });
const byCycle = (items, cues) => {
  const since = cues.late_period ? sincePeriod(items, cues) : undefined;
  const days = since ? since.value * since.days : 0;
  if (!since || (days > IN_TIME_DAYS && days < LATE_DAYS)) return [];
  return [datedObservation(cues.late_period, days >= LATE_DAYS ? "present" : "absent", since, items)];
};
const byBirths = (items, cues) => {
  const count = ({ value, last }) => birthsOf(value, items[last].word);
  const isCount = (births) => count(births) < MOST_BIRTHS
    && (births.before === BREAK || cues.before_births.includes(births.before) || isDecimal(births.before));
  const births = cues.some_births ? told(items, cues.births).find(isCount) : undefined;
  if (!births) return [];
  const [some, none] = count(births) ? ["present", "absent"] : ["absent", "present"];
  return [datedObservation(cues.some_births, some, births, items), datedObservation(cues.no_births, none, births, items)];
};
const birthsOf = (value, word) =>
  (word.length === BIRTH_DIGITS && isDecimal(word) ? Number(word[0]) + Number(word[1]) : value);

const CARRY = new Set(["or", "nor", "and"]), OR = new Set(["or", "nor"]), WELL_REACH = 3, GROUP_REACH = 8, LIST_REACH = 12;
const WELL_BEFORE = new Set(["normal", "regular", "usual"]);
const TURNS = new Set(["but", "though", "although", "however", "yet", "so"]);
const toldByDenials = (items, present, cues) => {
  const found = [];
  const put = (finding, item) => found.push(observation(finding, "absent", item.start, item.end));
  items.forEach((item, index) => {
    for (const [word, finding] of cues.well_denials) {
      if (item.concepts.includes(word) && isWell(items, index, cues.well_words)) put(finding, item);
    }
  });
  for (const item of itemsOfNow(items, cues.figures_then)) {
    for (const [concept, finding] of cues.figure_denials) if (item.concepts.includes(concept)) put(finding, item);
  }
  for (const item of [...deniedItems(items), ...listedItems(items, cues)]) {
    for (const [word, finding, beside] of cues.bare_denials) {
      if (item.concepts.includes(word) && (!beside.length || beside.some((name) => present.has(name)))) put(finding, item);
    }
  }
  for (const item of groupedItems(items, cues)) {
    for (const [word, findings] of cues.grouped_denials) {
      if (item.concepts.includes(word)) for (const finding of findings) put(finding, item);
    }
  }
  return found;
};
const itemsOfNow = (items, then) => {
  const parts = [[]];
  for (const item of items) if (item.isBreak) parts.push([]); else parts.at(-1).push(item);
  return parts.filter((part) => !part.some(({ word }) => shares(word.split(" "), then))).flat();
};
const groupedItems = (items, cues) => {
  const lists = new CueFinder({ lists: cues.list_negations }).find(items).lists.map(([, last]) => last);
  const nots = items.flatMap((item, index) => (holdsAny(DENIALS, item.concepts) ? [index] : []));
  return [...new Set([...nots, ...lists])].sort((a, b) => a - b).flatMap((index) => {
    const run = runAfter(items, index);
    return run.slice(0, Math.max(0, run.findLastIndex(({ word }) => cues.group_words.includes(word))));
  });
};
const runAfter = (items, index) => {
  const behind = items.slice(index + 1, index + 1 + GROUP_REACH);
  const end = behind.findIndex((item) => (item.isBreak && item.word !== ",") || TURNS.has(item.word) || holdsAny(DENIALS, item.concepts));
  return end < 0 ? behind : behind.slice(0, end);
};
const isWell = (items, index, wellWords) => {
  const isAfterDenial = index > 1 && holdsAny(DENIALS, items[index - 2].concepts);
  if (index && WELL_BEFORE.has(items[index - 1].word) && !isAfterDenial) return true;
  for (const item of items.slice(index + 1, index + 1 + WELL_REACH)) {
    if (item.isBreak || holdsAny(DENIALS, item.concepts)) return false;
    if (wellWords.includes(item.word)) return true;
  }
  return false;
};
const listedItems = (items, cues) => {
  const spans = new CueFinder({ lists: cues.list_negations, ends: cues.list_breakers }).find(items);
  const ends = new Set(spans.ends.map(([first]) => first));
  const found = [];
  for (const [, last] of spans.lists) {
    for (let index = last + 1; index < items.length; index += 1) {
      if (items[index].sentence !== items[last].sentence || ends.has(index)) break;
      const opens = items[index - 1].isBreak || CARRY.has(items[index - 1].word) || index === last + 1;
      if (opens && !items[index].isBreak && standsAlone(items, index)) found.push(items[index]);
    }
  }
  return found;
};
const deniedItems = (items) => {
  const found = [];
  items.forEach((item, index) => {
    if (!holdsAny(DENIALS, item.concepts)) return;
    for (let place = index + 1; place < items.length;) {
      while (place < items.length && items[place].isSmall && !CARRY.has(items[place].word)) place += 1;
      if (place >= items.length || items[place].isBreak || !standsAlone(items, place)) return;
      found.push(items[place]);
      if (place + 1 >= items.length || !carriesOn(items, place + 1)) return;
      place += 2;
    }
  });
  return found;
};
const carriesOn = (items, place) => {
  if (items[place].word !== ",") return CARRY.has(items[place].word);
  for (const item of items.slice(place + 1, place + 1 + LIST_REACH)) {
    if (OR.has(item.word)) return true;
    if ((item.isBreak && item.word !== ",") || item.word === "and" || holdsAny(DENIALS, item.concepts)) return false;
  }
  return false;
};
const standsAlone = (items, place) => {
  for (const item of items.slice(place + 1)) {
    if (item.isBreak || CARRY.has(item.word) || TURNS.has(item.word) || holdsAny(DENIALS, item.concepts)) return true;
    if (!item.isSmall) return false;
  }
  return true;
};

const YOUNGEST = 8, OLDEST = 110, MOST_WEEKS = 45, MOST_MONTHS = 10, LAST_PREGNANCY = 55, ENDED_REACH = 4;
const COOLEST_F = 94; // from here on "N f" is a temperature in °F, not a woman of that age
const personOf = (items, present, absent, cues, sure) => {
  const dated = new Set(told(items, cues.weeks).map(({ last }) => last));
  const ages = told(items, cues.ages).filter(({ value, last }) => value >= YOUNGEST && value <= OLDEST && !dated.has(last));
  const age = ageOfAnother(items, cues, ages.find((one) => isHerAge(one, items) && !isOfChild(one, items, cues))?.value);
  let weeks = weeksOf(items, cues, [[cues.weeks, 1, MOST_WEEKS, false], [cues.months, 1, MOST_MONTHS, true]]);
  absent = without(absent, cues.doubted_by, present);
  const doubts = weeks === undefined ? cues.doubted_by : cues.earlier_by;
  [sure, present] = [without(sure, doubts, sure), without(present, doubts, present)];
  let state = stateOf(sure, new Set(), cues);
  if (state === "possible" && weeks !== undefined) state = "pregnant";
  if (state === "possible") state = stateOf(present, absent, cues);
  if (state === "pregnant" && weeks === undefined) {
    const since = sincePeriod(items, cues);
    const week = since ? Math.floor((since.value * since.days) / 7) : 0;
    weeks = week >= 1 && week <= MOST_WEEKS ? week : weeksOf(items, cues, [[cues.bare_weeks, 20, 42, false]]);
  }
  if (state === "possible" && age > LAST_PREGNANCY) state = "not-pregnant";
  return { age, state, weeks: state === "pregnant" ? weeks : undefined };
};
const implied = (person, cues) =>
  cues.weeks_imply.filter(([, first, last]) => first <= (person.weeks ?? 0) && (person.weeks ?? 0) <= last).map(([name]) => name);
const toldTogether = (said, present, person, cues) => {
  if (person.state === "not-pregnant") present = without(present, cues.doubted_by, present);
  const spoken = new Set(said.map(({ finding }) => finding));
  const follows = cues.together.filter(([parts, whole]) => !spoken.has(whole) && parts.every((part) => present.has(part)));
  return follows.map(([, whole]) => observation(whole, "present"));
};
const without = (found, doubts, present) => {
  const taken = doubts.filter(([, against]) => holdsAny(present, against)).map(([finding]) => finding);
  return new Set([...found].filter((finding) => !taken.includes(finding)));
};
const stateOf = (present, absent, cues) => {
  const states = cues.states.filter(([, findings]) => holdsAny(present, findings)).map(([state]) => state);
  if (states.length) return states.includes("postpartum") ? "postpartum" : states[0];
  return holdsAny(absent, cues.not_pregnant_when_denied) ? "not-pregnant" : "possible";
};
const OF_WEIGHT = new Set(["kg", "kgs", "kilo", "kilos", "stone", "pounds", "lbs", "lb", "st", "cm", "percent"]);
const LIKENED = new Set(["like", "than"]), AGE_REACH = 2;
const isLikened = (ahead) =>
  ahead.some(({ word }) => word.split(" ").some((one) => LIKENED.has(one))) && !ahead.some(({ isBreak }) => isBreak);
const isClock = ({ first, last }, items) => [first - 2, last].some((at) => {
  const [hour, colon, minute] = [items[at], items[at + 1], items[at + 2]];
  return hour && minute && isDecimal(hour.word) && isDecimal(minute.word) && colon.word === ":"
    && hour.end === colon.start && colon.end === minute.start;
});
const TO = new Set(["to", "and", "or"]), TEENS = 13, GROWN = 18, MOST_APART = 6;
const isRange = ({ last, value }, items) => {
  const row = items.slice(last + 1, last + 4).flatMap(({ word }) => word.split(" "));
  const joint = TO.has(row[0]) ? row.shift() : "", [then = BREAK, behind = BREAK] = row;
  const isOne = isDecimal(then) && value < Number(then) && Number(then) <= value + (value < TEENS ? MOST_APART : 2);
  return isOne && value < GROWN && !(joint === "and" && isUnit(behind));
};
const isHerAge = (age, items) =>
  !isLikened(items.slice(Math.max(0, age.first - AGE_REACH), age.first)) &&
  !isUnit(age.then) && !OF_WEIGHT.has(age.then) &&
  items.slice(Math.max(0, age.first - 2), age.first).map(({ word }) => word).join(" ") !== "i was" &&
  !isClock(age, items) && !isRange(age, items) &&
  !(age.before === "at" && ["age", "the"].includes(items[age.first].word)) &&
  !(age.value >= COOLEST_F && items[age.last].word === "f");
const ageOfAnother = (items, cues, own) => {
  const other = told(items, cues.other_ages).find(({ value, then }) => value >= YOUNGEST && value <= OLDEST && !isUnit(then));
  const holds = (from, words) => {
    const said = ` ${items.slice(from).map(({ word }) => word).join(" ")} `;
    return words.some((word) => said.includes(` ${word} `));
  };
  if (!other || (own !== undefined && !holds(0, cues.asks_for))) return own;
  return holds(other.last + 1, cues.own_tale) ? own : other.value;
};
const weeksOf = (items, cues, kinds) => {
  const born = new Set(babyAges(items, cues).flatMap(({ first, last }) => range(first, last + 1)));
  for (const [patterns, least, most, isMonths] of kinds) {
    const dates = told(items, patterns).filter(
      ({ value, then, before }) => value >= least && value <= most && !cues.not_along.includes(then) && !cues.likened.includes(before),
    );
    const free = dates.filter(({ first, last }) => !range(first, last + 1).some((i) => born.has(i)));
    const current = free.filter((date) => !isHowLong(date, items) && !isOfEarlier(date, items, cues));
    const along = current.filter((date) => !hasEnded(date, items, cues));
    const weeks = along.map(({ value }) => value);
    if (weeks.length) return isMonths ? Math.floor((Math.max(...weeks) * 13) / 3) : Math.max(...weeks);
  }
  return undefined;
};
const WAITS = new Set(["wait", "waits", "waiting", "waitlist", "queue"]), WAIT_REACH = 6;
const HOW_LONG = new Set(["since", "long", "duration", "onset", "started", "when", "time", "history"]);
const LASTS = new Set("for lasted lasts lasting last past of been every within after took waited".split(" "));
const ALONG = new Set(["pregnant", "pregnancy", "gestation", "along", "gone", "gravid"]), LASTS_REACH = 3;
const hasLasted = ({ first, last, before }, items) => LASTS.has(before) &&
  !items.slice(Math.max(0, first - 1 - LASTS_REACH), last + 1).some(({ word }) => word.split(" ").some((one) => ALONG.has(one)));
const isHowLong = (date, items) => hasLasted(date, items) || isAskedOrWaited(date, items);
const isAskedOrWaited = ({ first }, items) => items.slice(Math.max(0, first - WAIT_REACH), first).some(({ word }) => WAITS.has(word)) ||
  first > 1 && [":", "?"].includes(items[first - 1].word) && HOW_LONG.has(items[first - 2].word);
const hasEnded = (date, items, cues) => {
  const before = [];
  for (let i = date.first - 1; i >= 0 && !items[i].isBreak && before.length < ENDED_REACH; i -= 1) {
    before.push(...items[i].word.split(" ").reverse());
  }
  const said = ` ${before.reverse().join(" ")} `;
  return cues.ended.some((words) => said.includes(` ${words} `));
};

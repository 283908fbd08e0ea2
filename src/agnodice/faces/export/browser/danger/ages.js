// Ages: text/ages.py again. An age at which something was, in a text that tells how old she is now.
const AGES_APART = 2, BARE_AGES = [13, 34], LIVED_AGES = [3, 110], AGE_NAMES = new Set(["age", "aged"]);
const AGE_STARTS = new Set(["since", "from", "until", "till", "at"]), AGE_YEARS = ["year", "years", "yo", "yr", "yrs", "year-old", "years-old"];
const NO_AGE = new Set([
  ...AGE_YEARS, "week", "weeks", "month", "months", "day", "days", "hour", "hours", "minute", "minutes", "min", "am",
  "pm", "o", "percent", "mg", "kg", "degrees", "/", "+", ":", "%", "°", "-",
]);
const NO_BARE_AGE = new Set(["pregnant", "pregnancy", "gestation", "trimester", "weeks", "week", "40", "fetal", "antenatal"]);
const isLived = (word) => isDecimal(word) && word.length <= 3 && Number(word) >= LIVED_AGES[0] && Number(word) <= LIVED_AGES[1];
const agesThen = (items) => {
  const row = items.flatMap(({ word }, index) => word.split(" ").map((one) => [one, index]));
  const at = (place) => row[place]?.[0] ?? "", ahead = (place) => [at(place - 2), at(place - 1)];
  const isOwn = (place) => {
    const isNamed = AGE_NAMES.has(at(place - 1)) && !ahead(place).some((word) => AGE_STARTS.has(word));
    const behind = row.slice(place + 1, place + 3).map(([word]) => word);
    return isLived(at(place)) && (isNamed || (AGE_YEARS.includes(behind[0]) && behind.at(-1) !== "ago"));
  };
  const own = range(0, row.length).find(isOwn);
  if (own === undefined) return [];
  const isBare = !row.some(([word]) => NO_BARE_AGE.has(word));
  return range(1, row.length).filter((place) => {
    if (!isLived(at(place)) || NO_AGE.has(at(place + 1)) || Number(at(place)) > Number(at(own)) - AGES_APART) return false;
    if (AGE_NAMES.has(at(place - 1))) return !ahead(place).some((word) => word === "since" || word === "from");
    return isBare && at(place - 1) === "at" && Number(at(place)) >= BARE_AGES[0] && Number(at(place)) <= BARE_AGES[1];
  }).map((place) => [row[place - 1][1], row[place][1]]);
};

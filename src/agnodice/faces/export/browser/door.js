// The door of a page without a server: forms go to the reasoner in the page (worker.js), saved texts to the disk.
// Parts arrive as scripts that call `agnodice.part`, because a page opened from disk may load nothing else.
"use strict";
self.agnodice = (() => {
  const { prefix, suffix = ".html", bundles = "words danger edition reasoner python", keeper = "sw.js" } = document.currentScript.dataset;
  const parts = {};
  const words = () => JSON.parse(parts.words);
  const part = (name, text) => { parts[name] = text; };

  const loaded = {};
  const whole = prefix === "#";  // one file: parts stand in the page itself, behind what there is to read
  const read = new Promise((done) => addEventListener("DOMContentLoaded", done));
  const load = (bundle) => loaded[bundle] ??= whole ? found(bundle) : fetched(bundle);
  const found = async (bundle) => {
    const scripts = () => document.querySelectorAll(`script[data-bundle="${bundle}"]`);
    if (bundle !== "words" || !scripts().length) await read;
    for (const script of scripts()) part(script.dataset.part, script.textContent);
  };
  const fetched = (bundle) => new Promise((done, failed) => {
    const script = document.createElement("script");
    Object.assign(script, { src: `${prefix}static/${bundle}.js`, onload: done, onerror: failed });
    document.head.append(script);
  });

  // A module worker may start from a blob over http and from a data address on disk, in no browser from both.
  const workerOf = (source) => {
    const type = "text/javascript";
    const url = location.protocol === "file:" ? `data:${type},${encodeURIComponent(source)}` : URL.createObjectURL(new Blob([source], { type }));
    return new Worker(url, { type: "module" });
  };
  const open = {};
  let count = 0, ready, worker;
  const begin = async () => {
    await Promise.all(bundles.split(" ").map(load));
    worker = workerOf(parts.worker);
    const started = new Promise((done, failed) => {
      worker.onerror = (event) => failed(new Error(event.message));
      worker.onmessage = ({ data }) => {
        if (data.ready) done();
        else if (data.number === undefined) failed(new Error(data.about));
        else { open[data.number](data); delete open[data.number]; }
      };
    });
    worker.postMessage({ parts });
    await started;
    tell(words().ready);
    document.documentElement.dataset.reasoner = "ready";
  };
  const start = () => ready ??= begin().catch((error) => {
    document.documentElement.dataset.reasoner = "failed";
    console.error(error);
    tell(words().failed);
    throw error;
  });
  const call = async (message) => {
    await start();
    const number = (count += 1);
    const answer = new Promise((done) => { open[number] = done; });
    worker.postMessage({ ...message, number });
    const { body, error } = await answer;
    if (error) throw new Error(error);
    return body;
  };

  const room = (form) => form.getAttribute("action").replace(/^.*[/#]/, "").replace(suffix, "");
  const told = async (form, fields) => JSON.parse(await call({ room: room(form), fields: String(fields), prefix, suffix }));

  // The danger check on her words, as a script of its own (danger/): it needs no Python, and is ready long before.
  let dangers;
  const check = () => dangers ??= load("danger").then(async () => {
    const [rules, known, phrases, cards] = await Promise.all(["rules", "known", "phrases", "cards"].map((name) => unpacked(parts[name]).json()));
    return { cards, check: self.dangerCheck(rules, known, phrases) };
  });
  const card = (html, said) => {
    const made = document.createElement("div");
    made.innerHTML = html;
    const line = made.querySelector(".said");
    if (said.length) line.textContent = line.textContent.replace("\ue000", () => said.join("”; “")); else line.remove();
    return made;
  };
  const warn = async (note, text) => {
    const { cards, check: ours } = await check();
    const raised = ours.raised(text);
    if (!raised.length) return;
    const place = note.querySelector(".raised");
    place.append(...raised.map(({ id, said }) => card(cards[id], said)));
    place.hidden = false;
    place.querySelector(".callnow").hidden = !place.querySelector(".care-emergency");
    note.dataset.raised = raised.map(({ id }) => id).join(" ");
  };

  // What page.js asks for instead of a server: the text of a page. While the reasoner starts, danger signs stand there:
  // those of her words first, then all that there are.
  const wait = async (form, fields) => {
    document.querySelector(".waiting")?.remove();
    const note = document.createElement("div");
    note.innerHTML = words().wait;
    note.className = "waiting";
    form.before(note);
    note.querySelector("h2").scrollIntoView();
    await warn(note, fields.get("text") ?? "").catch(console.error);
    return note;
  };
  const failedPage = (note) => {
    const signs = [...note.querySelectorAll(".raised:not([hidden]), .raised ~ .care, .note")].map((part) => part.outerHTML);
    return words().failed_page.replace("</h1>", () => `</h1><section class="danger">${signs.join("")}</section>`);
  };
  const reach = async (form, fields) => {
    await load("words");
    const note = document.documentElement.dataset.reasoner === "ready" ? undefined : wait(form, fields);
    try {
      return (await told(form, fields)).body;
    } catch {
      return note ? failedPage(await note) : words().failed_page;
    }
  };
  const questions = () => load("questions").then(() => JSON.parse(parts.questions));

  const save = async (form, button) => {
    const reply = await told(form, new URLSearchParams(new FormData(form, button)));
    const link = document.createElement("a");
    const url = URL.createObjectURL(new Blob([reply.body], { type: "text/plain" }));
    Object.assign(link, { href: url, download: reply.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post" || event.target.matches("[data-inplace]")) return;
    event.preventDefault();
    save(event.target, event.submitter);
  });

  // Keeping the site on the device (keeper.js) is her choice: on a shared device it is a trace.
  const home = new URL(whole ? "./" : prefix || "./", location.href);
  const kept = async () => (await caches.match(new URL("kept.json", home)))?.json();
  const button = (text, act) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "small noprint", textContent: text });
    made.addEventListener("click", () => { made.disabled = true; act(); });
    return made;
  };
  const showKept = async (place) => {
    const facts = await kept();
    const { keep, kept: said, forget } = words();
    place.replaceChildren(...(facts
      ? [said.replace("{count}", facts.pages).replace("{date}", facts.date), " ", button(forget, () => forgetSite(place))]
      : [button(keep, () => keepSite(place))]));
  };
  const keepSite = async (place) => {
    const registration = await navigator.serviceWorker.register(new URL(keeper, home));
    const coming = registration.installing ?? registration.waiting;
    coming?.addEventListener("statechange", () => { if (coming.state === "activated" || coming.state === "redundant") showKept(place); });
  };
  const forgetSite = async (place) => {
    for (const name of await caches.keys()) if (name.startsWith("site-")) await caches.delete(name);
    await (await navigator.serviceWorker.getRegistration(home))?.unregister();
    showKept(place);
  };
  const offerToKeep = () => {
    if (!keeper || !location.protocol.startsWith("http") || !navigator.serviceWorker || !self.caches) return;
    const place = document.createElement("p");
    place.setAttribute("role", "status");
    place.className = "kept";
    document.querySelector("footer").append(place);
    showKept(place);
  };

  let status;
  const tell = (text) => {
    if (!status) {
      status = document.createElement("p");
      status.setAttribute("role", "status");
      status.className = "reasoner";
      document.querySelector("footer").prepend(status);
    }
    status.textContent = text;
  };
  addEventListener("DOMContentLoaded", async () => {
    await load("words");
    offerToKeep();
    if (!document.querySelector("main form[method=post]")) return;
    tell(words().getting_ready);
    check().catch(console.error);
    start().catch(() => {});
  });
  const text = async (bundle, name) => { await load(bundle); return parts[name]; };
  return { part, text, reach, questions, call, check, start };
})();

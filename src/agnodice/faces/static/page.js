// A little help on top of pages that work without it. Nothing typed is stored or put into an address.
"use strict";
(() => {
  const body = document.body;
  const main = () => document.getElementById("main");

  // Leaving: by the button or Shift three times. Fields are emptied first and the history entry is replaced.
  const leave = () => {
    for (const form of document.forms) form.reset();
    for (const field of document.querySelectorAll("textarea,input")) field.value = "";
    pages.length = 0;
    document.documentElement.hidden = true;
    speechSynthesis?.cancel();
    location.replace(body.dataset.exit);
  };
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift" || event.repeat) { if (event.key !== "Shift") presses = []; return; }
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at < 2000);
    if (presses.length >= 3) leave();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#exit");
    if (link) { event.preventDefault(); leave(); }
    if (event.target.closest?.("[data-print]")) print();
  });

  // Answers in place: the same page comes from the server, only the main part is exchanged. Earlier pages stay in
  // memory alone, so that Back loses nothing; the history holds numbers, never words.
  const pages = [];
  let at = 0;
  const show = (page) => {
    speechSynthesis?.cancel();
    document.title = page.title;
    main().replaceWith(page.main);
    enhance();
  };
  const keep = () => { pages[at] = { title: document.title, main: main(), top: scrollY }; };
  const go = (page, address) => {
    keep();
    if (at === 0) history.replaceState(0, "");
    at += 1;
    pages.length = at;
    history.pushState(at, "", address);
    show(page);
    scrollTo(0, 0);
    main().focus({ preventScroll: true });
  };
  if (self.agnodice) self.agnodice.go = go;
  const serve = async (form, fields) => {
    const reply = await fetch(form.action, { method: "POST", body: fields, credentials: "omit", cache: "no-store" });
    return reply.text();
  };
  const reach = self.agnodice?.reach ?? serve;  // without a server: the reasoner in the page (faces/export)
  const plainly = (form, button) => {
    if (button?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
    form.submit();
  };
  const send = async (form, button) => {
    const data = new FormData(form, button);
    const fields = form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
    main().setAttribute("aria-busy", "true");
    let text;
    try {
      text = await reach(form, fields);
    } catch { plainly(form, button); return; }
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = page.getElementById("main");
    main().removeAttribute("aria-busy");
    if (!fresh) { plainly(form, button); return; }
    go({ title: page.title, main: document.adoptNode(fresh) }, self.agnodice ? undefined : form.action);
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-inplace]") || form.method !== "post") return;
    event.preventDefault();
    send(form, event.submitter);
  });
  addEventListener("popstate", (event) => {
    if (event.state === null || event.state === at) return; // a place within this page
    const to = Number(event.state);
    if (!pages[to]) { location.reload(); return; }
    keep();
    at = to;
    show(pages[to]);
    scrollTo(0, pages[to].top);
  });

  // Suggestions while typing: every question is fetched once and searched here; what is typed stays here.
  let questions;
  const words = (text) => (text.toLowerCase().match(/[a-z]{3,}/g) ?? []).map((word) => word.slice(0, 6));
  const suggest = async (field, list) => {
    questions ??= self.agnodice?.questions() ?? fetch(list.dataset.from, { credentials: "omit" }).then((reply) => reply.json()).catch(() => []);
    const typed = words(field.value);
    const known = await questions;
    // The words of a row stand in the order of how much they tell; earlier ones count for more.
    const score = (row) => typed.reduce((sum, word) => {
      const place = row.w.findIndex((other) => other === word || (word.length > 3 && other.startsWith(word)));
      return place < 0 ? sum : sum + 1 / (1 + place / 6);
    }, 0);
    const best = known.map((row) => [score(row), row]).filter(([sum]) => sum >= 0.5);
    best.sort((one, other) => other[0] - one[0]);
    list.replaceChildren(...best.slice(0, 4).map(([, row]) => {
      const item = document.createElement("li");
      const link = item.appendChild(document.createElement("a"));
      link.href = row.h;
      link.textContent = row.q;
      return item;
    }));
  };

  // Reading aloud with the browser's own voice; buttons, sources and forms are left out.
  const aloud = () => {
    const copy = main().cloneNode(true);
    for (const part of copy.querySelectorAll("details.src,form,button,nav,svg,.checked,.hint,.plain,script")) part.remove();
    const blocks = copy.querySelectorAll("h1,h2,h3,h4,li,.p,p,dt,dd");
    return [...blocks].filter((block) => !block.querySelector("li,p,.p")).map((block) => block.textContent.replace(/\s+/g, " ").trim()).filter(Boolean);
  };
  const addReader = () => {
    const slot = main().querySelector("[data-aloud]");
    if (!slot || !("speechSynthesis" in window)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "read noprint";
    button.textContent = body.dataset.read;
    button.addEventListener("click", () => {
      if (speechSynthesis.speaking) { speechSynthesis.cancel(); button.textContent = body.dataset.read; return; }
      button.textContent = body.dataset.stop;
      const parts = aloud();
      parts.forEach((text, index) => {
        const spoken = new SpeechSynthesisUtterance(text);
        spoken.lang = document.documentElement.lang;
        if (index === parts.length - 1) spoken.onend = () => { button.textContent = body.dataset.read; };
        speechSynthesis.speak(spoken);
      });
    });
    slot.replaceChildren(button);
  };

  const enhance = () => {
    for (const button of main().querySelectorAll("[data-print]")) button.hidden = false;
    const list = main().querySelector(".maybe");
    const field = list && main().querySelector("textarea");
    if (field && !field.dataset.ready) {
      field.dataset.ready = "1";
      field.addEventListener("input", () => suggest(field, list));
    }
    addReader();
  };
  const asked = new URLSearchParams(location.hash.slice(1)).get("q");
  if (asked) {
    history.replaceState(null, "", location.pathname);
    const field = main().querySelector("textarea");
    if (field) { field.value = asked; field.form.requestSubmit(); }
  }
  enhance();
})();
